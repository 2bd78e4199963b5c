import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

/** Whether there is a browser for tests; `npm test` sees to it. */
export const hasBrowser = Boolean(process.env['CHROME_PATH']);

/** As root in a container, and without calls home. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface RunningBrowser {
  /** A page of a new profile: no cookie or storage of another. What went wrong in it is in `errors`. One that a test opens is closed after it. */
  visitor(options?: BrowserContextOptions): Promise<{ readonly page: Page; readonly errors: readonly string[] }>;
}

/** One browser for the tests of a file. */
export function useBrowser(): RunningBrowser {
  let browser: Browser | undefined;
  let opened: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: process.env['CHROME_PATH']!, args: FLAGS });
  });
  beforeEach(() => void (opened = []));
  // What nobody looks at any more would go on, and take its time from the next test.
  afterEach(() => Promise.all(opened.map(context => context.close())));
  afterAll(() => browser?.close());

  return {
    async visitor(options = {}) {
      const context = await browser!.newContext({ locale: 'ko-KR', ...options });
      opened.push(context);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', error => errors.push(error.message));
      page.on('console', message => {
        if (message.type() === 'error') errors.push(message.text());
      });
      return { page, errors };
    },
  };
}
