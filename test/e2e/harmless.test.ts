import { beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { measured } from '../promises/measured.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { openChat, pageWith, say, useScriptedSite } from './scripted-site.ts';

const HOST = '<h1>가게</h1><p>공책과 종이</p><button>사기</button>';
const PAGE = pageWith(`${HOST}<lex-chat lang="ko" fallback-href="/contact"></lex-chat>`);

/** Where the page's own elements stand. */
const placesOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('h1, p, body > button')].map(element =>
      JSON.stringify(element.getBoundingClientRect()),
    ),
  );

describe.skipIf(!hasBrowser)('a page whose chat fails', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  beforeEach(() => {
    running.site.onTheWay.clear();
    running.site.page = { html: PAGE, headers: {} };
  });

  const faults: Readonly<Record<string, (page: Page) => unknown>> = {
    'whose script is missing': () => void running.site.onTheWay.set('lex-chat', () => null),
    'whose code is missing': () => void running.site.onTheWay.set('panel', () => null),
    'whose code throws': () => void running.site.onTheWay.set('panel', () => Buffer.from('throw new Error("broken")')),
    'without storage': page =>
      page.addInitScript(() => {
        for (const name of ['localStorage', 'sessionStorage']) {
          Object.defineProperty(globalThis, name, {
            get() {
              throw new DOMException('The operation is insecure', 'SecurityError');
            },
          });
        }
      }),
    'with storage that throws': page =>
      page.addInitScript(() => {
        for (const name of ['getItem', 'setItem', 'removeItem', 'key'] as const) {
          Storage.prototype[name] = () => {
            throw new DOMException('Quota exceeded', 'QuotaExceededError');
          };
        }
      }),
    'without sockets': page => page.routeWebSocket(/.*/, socket => void socket.close()),
    'whose policy lets it connect to nothing': () => {
      running.site.page = { html: PAGE, headers: { 'Content-Security-Policy': "connect-src 'none'" } };
    },
  };

  for (const [fault, cause] of Object.entries(faults)) {
    it(`[R19] is not harmed: ${fault}`, async ({ task }) => {
      const { page } = await browser.visitor();
      const uncaught: string[] = [];
      page.on('pageerror', error => uncaught.push(error.message));
      await page.exposeFunction('tell', (what: string) => void uncaught.push(what));
      await page.addInitScript(() => {
        const { tell } = globalThis as unknown as { readonly tell: (what: string) => void };
        addEventListener('unhandledrejection', ({ reason }) => tell(String(reason)));
      });
      await cause(page);
      await page.goto(running.site.url, { waitUntil: 'networkidle' });
      const before = await placesOf(page);
      const launcher = page.getByRole('button', { name: '채팅 열기' });
      if (fault !== 'whose script is missing') await launcher.click();
      if (!fault.startsWith('whose')) {
        await say(page, '안녕');
        await page.getByText('안녕!').first().waitFor();
      }
      await page.waitForLoadState('networkidle');
      const after = await placesOf(page);
      measured(task).is('errors that nobody caught', 0, uncaught.length);
      measured(task).is('elements of the page that moved', 0, after.filter((place, i) => place !== before[i]).length);
    });
  }

  it('[R36] is no way to configure it: neither named elements nor messages from elsewhere', async ({ task }) => {
    const names = [
      'endpoint',
      'LexChat',
      'lexChat',
      'lex-chat',
      'FILES',
      'config',
      'customElements',
      'visitorToken',
      'loadPanel',
    ];
    const clobber = names
      .map(
        name =>
          `<a id="${name}" href="https://evil.example/${name}"></a><form name="${name}"><input name="endpoint" value="https://evil.example"></form>`,
      )
      .join('');
    running.site.page = { html: pageWith(`${clobber}<lex-chat lang="ko"></lex-chat>`), headers: {} };
    const { page, errors } = await browser.visitor();
    const elsewhere: string[] = [];
    page.on('request', request => {
      if (!request.url().startsWith(running.site.url)) elsewhere.push(request.url());
    });
    await page.goto(running.site.url);
    await openChat(page);
    const heard = running.site.service.frames.length;
    await page.evaluate(() => {
      for (let n = 0; n < 100; n++) {
        const frame = {
          type: ['message-send', 'history-deleted', 'reply-start', 'lex-chat'][n % 4],
          text: 'evil',
          open: false,
          endpoint: 'https://evil.example',
        };
        postMessage(n % 2 ? frame : JSON.stringify(frame), '*');
      }
    });
    await say(page, '안녕');
    await page.getByText('안녕!').first().waitFor();
    const sent = running.site.service.frames.slice(heard).filter(({ type }) => type === 'message-send');
    measured(task).is('requests to an address that the page did not mean', 0, elsewhere.length);
    measured(task).is('messages of 100 foreign ones that acted', 0, sent.length - 1);
    expect(errors).toEqual([]);
  });
});
