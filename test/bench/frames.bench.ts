import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { hasBrowser, useBrowser } from '../e2e/browser.ts';
import { countFrames, framesOf } from '../e2e/count-frames.ts';
import { openChat, say, useScriptedSite } from '../e2e/scripted-site.ts';
import { atMost, inTurn, median, note, whenQuick } from './benchmark.ts';
import { deepChat, lexChat } from './chats.ts';
import { usePeers } from './peers.ts';
import { TEXTS, tokensOf } from './texts.ts';
import { throttle } from './throttle.ts';

/** In a quick run as well: of three seconds a fiftieth is less than the last updates take. */
const SECONDS = 10;
const TOKENS_A_SECOND = 200;
const ROUNDS = whenQuick(1, 3);
const HEAP_TOKENS = whenQuick(500, 2_000);

describe.skipIf(!hasBrowser)('a fast model on a slow phone', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  const peers = usePeers();

  it('leaves the page its frames', { timeout: 600_000 }, async ({ task }) => {
    const walls: number[] = [];
    const dropped: number[] = [];
    running.site.service.rules.answers = false;
    for (let round = 0; round < ROUNDS; round++) {
      const { page } = await browser.visitor();
      await throttle(page, 4);
      await page.goto(running.site.url);
      await openChat(page);
      await say(page, '질문');
      await page.locator('.message.visitor').waitFor();
      await countFrames(page);
      const tokens = tokensOf(TEXTS['mixed text']!, SECONDS * TOKENS_A_SECOND);
      const began = Date.now();
      let told = 0;
      // The pace is the model's: each token at its own time.
      const pace = () =>
        new Promise(resolve => setTimeout(resolve, began + (++told * 1_000) / TOKENS_A_SECOND - Date.now()));
      await running.site.tellReply({ text: tokens.join(''), step: tokens[0]!.length, pace });
      const { count, until } = await framesOf(page);
      const seconds = (until - began) / 1_000;
      walls.push(seconds / SECONDS);
      dropped.push(Math.max(0, 1 - count / (seconds * 60)) * 100);
      await page.context().close();
    }
    const what = `${SECONDS} s of ${TOKENS_A_SECOND} tokens a second, processor slowed down four times`;
    note(task, {
      area: 'widget',
      what: `${what}: until all is shown, by how long it is told`,
      unit: '×',
      of: { 'lex-chat': walls },
      target: atMost(1.02, median(walls), '1.02 ×'),
    });
    note(task, {
      area: 'widget',
      what: `${what}: frames dropped, of 60 a second`,
      unit: '%',
      of: { 'lex-chat': dropped },
      target: atMost(2, median(dropped), '2 %'),
    });
  });

  it('fills the page’s memory', { timeout: 600_000 }, async ({ task }) => {
    const chats = { 'lex-chat': lexChat(running.site), 'deep-chat': deepChat(peers) };
    const tokens = tokensOf(TEXTS['mixed text']!, HEAP_TOKENS);
    const of = await inTurn(
      ROUNDS,
      Object.fromEntries(
        Object.entries(chats).map(([name, chat]) => [
          name,
          async () => {
            const { page } = await browser.visitor();
            await chat.open(page);
            await chat.ask(page);
            await chat.answer(page, tokens);
            const bytes = await heapOf(page);
            await page.context().close();
            return bytes / 1_048_576;
          },
        ]),
      ),
    );
    note(task, {
      area: 'widget',
      what: `heap of the page after an answer of ${HEAP_TOKENS.toLocaleString('en-US')} tokens`,
      unit: 'MB',
      of,
    });
  });
});

async function heapOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize;
}
