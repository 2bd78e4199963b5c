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

  it('is painted before any of the chat is run', async () => {
    running.site.page = { html: WITH, headers: {} };
    const { page } = await browser.visitor();
    await page.addInitScript(() => {
      const define = customElements.define.bind(customElements);
      customElements.define = (...given) => {
        Object.assign(globalThis, { paints: performance.getEntriesByName('first-contentful-paint').length });
        define(...given);
      };
    });
    await page.goto(running.site.url);
    await page.locator('lex-chat .launcher').waitFor();
    expect(await page.evaluate('paints')).toBe(1);
  });
});
