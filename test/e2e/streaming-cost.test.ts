import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { TEXTS } from './texts.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { recordWork } from './record-work.ts';
import { openChat, say, useScriptedSite } from './scripted-site.ts';

/** Characters of the shorter text, how many times as long the longer one is, and of a delta, of which there is one a frame. */
const LENGTH = 3_750;
const TIMES = 4;
const STEP = 60;

/** What a text costs grows with its length to the power of this, at most. */
const EXPONENT = 1.1;

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

  it.each(Object.keys(TEXTS))(
    'costs hardly more than four times as much when it is four times as long: %s',
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
      const [short, long] = [await cost(LENGTH), await cost(TIMES * LENGTH)];
      expect(Math.log(long / short) / Math.log(TIMES)).toBeLessThan(EXPONENT);
    },
  );
});
