import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasBrowser, useBrowser } from './browser.ts';
import { visitClosedPage, WITH, WITHOUT } from './closed-page.ts';
import { useScriptedSite } from './scripted-site.ts';

describe.skipIf(!hasBrowser)('a page with a closed chat', () => {
  const browser = useBrowser();
  const running = useScriptedSite();

  it('stands as it does without', async () => {
    const [having, lacking] = [
      await visitClosedPage(browser, running.site, WITH),
      await visitClosedPage(browser, running.site, WITHOUT),
    ];
    expect(having.shift).toBe(lacking.shift);
    expect([having.requests, lacking.requests]).toEqual([3, 1]);
  });

  /** Whether the chat has been defined, once its door has come and frames, where they are let, have passed. */
  async function isDefined(page: Page): Promise<boolean> {
    await page.goto(running.site.url, { waitUntil: 'networkidle' });
    return page.evaluate(() => customElements.get('lex-chat') !== undefined);
  }

  it('is painted before any of the chat is run', async () => {
    running.site.page = { html: WITH, headers: {} };
    const { page } = await browser.visitor();
    await page.addInitScript(() => {
      const waiting: FrameRequestCallback[] = [];
      const [frame, later] = [requestAnimationFrame.bind(globalThis), setTimeout.bind(globalThis)];
      globalThis.requestAnimationFrame = callback => waiting.push(callback);
      // Not even when it has waited for long.
      globalThis.setTimeout = ((run: () => void, ms = 0) => (ms < 1_000 ? later(run, ms) : 0)) as typeof setTimeout;
      Object.assign(globalThis, {
        paint() {
          globalThis.requestAnimationFrame = frame;
          waiting.forEach(frame);
        },
      });
    });
    expect(await isDefined(page)).toBe(false);
    await page.evaluate('paint()');
    await page.locator('lex-chat .launcher').waitFor();
  });

  it('has its chat after a while where nothing is ever painted', async () => {
    running.site.page = { html: WITH, headers: {} };
    const { page } = await browser.visitor();
    await page.addInitScript(() => (globalThis.requestAnimationFrame = () => 0));
    await page.goto(running.site.url);
    // Looked for at times: there are no frames to look in.
    await page.waitForFunction(() => customElements.get('lex-chat') !== undefined, null, { polling: 100 });
  });
});
