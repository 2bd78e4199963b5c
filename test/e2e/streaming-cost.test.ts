import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { TEXTS } from '../bench/texts.ts';
import { times } from '../promises/measured.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { recordWork } from './record-work.ts';
import { openChat, say, useScriptedSite } from './scripted-site.ts';

/** Characters of the shorter text, and of a delta, of which there is one a frame. */
const LENGTH = 6_000;
const STEP = 60;

/** A browser lays out and paints a paragraph as a whole whenever it grows; at 16,000 characters its text is cut into slices. */
const MOST: Readonly<Record<string, number>> = { 'one paragraph': 3.2 };

describe.skipIf(!hasBrowser)('a reply that streams', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  beforeAll(() => {
    running.site.service.rules.answers = false;
  });

  /** How long the page works on a reply that comes a delta a frame, in milliseconds. */
  async function stream(page: Page, text: string): Promise<number> {
    const ended = page.locator('.message.assistant .under');
    const count = await ended.count();
    await say(page, '질문');
    await page.locator('.message.visitor').last().waitFor();
    const { totalMs } = await recordWork(page, async () => {
      await running.site.tellReply({
        text,
        step: STEP,
        pace: () => page.evaluate(() => new Promise(requestAnimationFrame)),
      });
      await ended.nth(count).waitFor();
    });
    return totalMs;
  }

  it.each(Object.keys(TEXTS).slice(0, times(2, Infinity)))(
    'costs hardly more than twice as much when it is twice as long: %s',
    { retry: 2 },
    async name => {
      const textOf = TEXTS[name]!;
      const cost = async (length: number) => {
        const { page } = await browser.visitor();
        await page.goto(running.site.url);
        await openChat(page);
        await stream(page, '# 시작');
        const ms = await stream(page, textOf(length));
        await page.context().close();
        return ms;
      };
      const [once, twice] = [await cost(LENGTH), await cost(2 * LENGTH)];
      expect(twice / once).toBeLessThan(MOST[name] ?? 2.6);
    },
  );
});
