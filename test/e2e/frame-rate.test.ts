import { beforeAll, describe, expect, it } from 'vitest';
import { measured, PATIENTLY, times } from '../promises/measured.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { countFrames, framesOf } from './count-frames.ts';
import { openChat, say, useScriptedSite } from './scripted-site.ts';

const TOKENS = times(2_000, 10_000, 1_000);
const TOKENS_A_SECOND = 200;
const FRAMES_A_SECOND = 30;

/** Four characters, which is what a token has on average. */
const TOKEN_LENGTH = 4;
const TEXT = `## 배송\n\n주문하신 **상품**은 \`이틀\` 안에 [도착](https://shop.example/a)합니다.\n\n- 하나\n- 둘\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n`;

describe.skipIf(!hasBrowser)('a fast model', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  beforeAll(() => {
    running.site.service.rules.answers = false;
  });

  it('[R33] leaves the page its frames', { timeout: PATIENTLY, retry: 2 }, async ({ task }) => {
    const { page } = await browser.visitor();
    await page.goto(running.site.url);
    await openChat(page);
    await say(page, '질문');
    await page.locator('.message.visitor').waitFor();
    await countFrames(page);

    const text = TEXT.repeat(Math.ceil((TOKENS * TOKEN_LENGTH) / TEXT.length)).slice(0, TOKENS * TOKEN_LENGTH);
    const started = Date.now();
    let told = 0;
    // The pace is the model's, and what is tried here.
    const pace = () =>
      new Promise(resolve => setTimeout(resolve, started + (++told * 1_000) / TOKENS_A_SECOND - Date.now()));
    await running.site.tellReply({ text, step: TOKEN_LENGTH, pace });
    const { count, until } = await framesOf(page);
    const seconds = (until - started) / 1_000;
    expect(TOKENS / seconds).toBeGreaterThan(TOKENS_A_SECOND / 2);
    measured(task).atLeast(`frames a second, of ${TOKENS} tokens`, FRAMES_A_SECOND, Math.round(count / seconds));
  });
});
