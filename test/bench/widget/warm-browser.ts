import { beforeAll } from 'vitest';
import { useBrowser, type RunningBrowser } from '../../e2e/browser.ts';
import { openChat, type ScriptedSite } from '../../e2e/scripted-site.ts';
import { whenQuick } from '../benchmark.ts';

/** In its first half a minute a browser is busy with itself: it drops several times as many frames, of whatever page. */
const WARM_UP_MS = whenQuick(0, 30_000);

/** A browser for the benchmarks of a file that has been in use for a while before the first of them. */
export function useWarmBrowser(running: { readonly site: ScriptedSite }): RunningBrowser {
  const browser = useBrowser();
  beforeAll(async () => {
    const until = performance.now() + WARM_UP_MS;
    while (performance.now() < until) {
      const { page } = await browser.visitor();
      await page.goto(running.site.url);
      await openChat(page);
      await page.context().close();
    }
  });
  return browser;
}
