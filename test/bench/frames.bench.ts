import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { hasBrowser, useBrowser } from '../e2e/browser.ts';
import { countFrames, framesOf, type Frames } from '../e2e/count-frames.ts';
import { openChat, say, useScriptedSite } from '../e2e/scripted-site.ts';
import { atMost, inTurn, isQuick, median, note, whenQuick } from './benchmark.ts';
import { lexChat } from './chats.ts';
import { otherChats } from './other-chats.ts';
import { usePeers } from './peers.ts';
import { TEXTS, tokensOf } from './texts.ts';
import { throttle } from './throttle.ts';

/** In a quick run as well: of three seconds a fiftieth is less than the last updates take. */
const SECONDS = 10;
const TOKENS_A_SECOND = 200;
const ROUNDS = whenQuick(1, 5);
/** Not counted: in its first minute a browser drops several times as many frames of whatever page. */
const WARM_UP = whenQuick(0, 2);
const HEAP_TOKENS = whenQuick(200, 2_000);

describe.skipIf(!hasBrowser)('a fast model on a slow phone', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  const peers = usePeers();

  /** How long it took until all was shown, and which share of the frames was dropped meanwhile. */
  interface Shown {
    readonly wall: number;
    readonly dropped: number;
  }

  const shownBy = (frames: Frames, began: number): Shown => {
    const seconds = (frames.until - began) / 1_000;
    return { wall: seconds / SECONDS, dropped: Math.max(0, 1 - frames.count / (seconds * 60)) * 100 };
  };

  async function slowPage(url: string): Promise<Page> {
    const { page } = await browser.visitor();
    await throttle(page, 4);
    await page.goto(url);
    return page;
  }

  async function lexChatShows(tokens: readonly string[]): Promise<Shown> {
    const page = await slowPage(running.site.url);
    await openChat(page);
    await say(page, '질문');
    await page.locator('.message.visitor').waitFor();
    await countFrames(page);
    const began = Date.now();
    let told = 0;
    // The pace is the model's: each token at its own time.
    const pace = () =>
      new Promise(resolve => setTimeout(resolve, began + (++told * 1_000) / TOKENS_A_SECOND - Date.now()));
    await running.site.tellReply({ text: tokens.join(''), step: tokens[0]!.length, pace });
    const shown = shownBy(await framesOf(page), began);
    await page.context().close();
    return shown;
  }

  /** A page that puts the same tokens into one text and does nothing else: what this machine drops of a page's frames by itself. */
  async function bareShows(tokens: readonly string[]): Promise<Shown> {
    const page = await slowPage(peers.url('bare'));
    const { began, ...frames } = await page.evaluate(putDown, { text: tokens.join(''), aSecond: TOKENS_A_SECOND });
    await page.context().close();
    return shownBy(frames, began);
  }

  it('leaves the page its frames', { timeout: 600_000 }, async ({ task }) => {
    const tokens = tokensOf(TEXTS['mixed text']!, SECONDS * TOKENS_A_SECOND);
    running.site.service.rules.answers = false;
    const shown: Record<string, Shown[]> = { 'lex-chat': [], bare: [] };
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      const both = { 'lex-chat': await lexChatShows(tokens), bare: await bareShows(tokens) };
      if (round < WARM_UP) continue;
      for (const [name, one] of Object.entries(both)) shown[name]!.push(one);
    }
    const of = (read: (shown: Shown) => number) =>
      Object.fromEntries(Object.entries(shown).map(([name, each]) => [name, each.map(read)]));
    const [walls, dropped] = [of(({ wall }) => wall), of(each => each.dropped)];
    const what = `${SECONDS} s of ${TOKENS_A_SECOND} tokens a second, processor slowed down four times`;
    note(task, {
      area: 'widget',
      what: `${what}: until all is shown, by how long it is told`,
      unit: '×',
      of: walls,
      target: atMost(1.02, median(walls['lex-chat']!), '1.02 ×'),
    });
    const limit = median(dropped['bare']!) + 2;
    note(task, {
      area: 'widget',
      what: `${what}: frames dropped, of 60 a second`,
      unit: '%',
      of: dropped,
      ...(!isQuick && { target: atMost(limit, median(dropped['lex-chat']!), '2 % more than a bare page') }),
    });
  });

  it('fills the page’s memory', { timeout: 600_000 }, async ({ task }) => {
    const chats = { 'lex-chat': lexChat(running.site), ...otherChats(peers) };
    const tokens = tokensOf(TEXTS['mixed text']!, HEAP_TOKENS);
    const of = await inTurn(
      1,
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

/** Runs in the page. Puts `text` into a paragraph, four characters at a time, and counts the frames until it is shown. */
async function putDown({ text, aSecond }: { readonly text: string; readonly aSecond: number }) {
  const place = document.body.appendChild(document.createElement('p')).appendChild(new Text());
  const began = Date.now();
  let [count, put] = [0, 0];
  const tokens = text.match(/[^]{1,4}/g)!;
  const later = () => {
    while (put < tokens.length && Date.now() >= began + (put * 1_000) / aSecond) place.appendData(tokens[put++]!);
    if (put < tokens.length) setTimeout(later);
  };
  later();
  const frame = () => new Promise(requestAnimationFrame);
  do {
    await frame();
    count += 1;
  } while (put < tokens.length);
  await frame();
  return { began, count: count + 1, until: Date.now() };
}
