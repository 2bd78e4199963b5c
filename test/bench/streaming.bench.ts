import { describe, it } from 'vitest';
import { hasBrowser, useBrowser } from '../e2e/browser.ts';
import { recordWork } from '../e2e/record-work.ts';
import { useScriptedSite } from '../e2e/scripted-site.ts';
import { atMost, growth, inTurn, median, note, whenQuick } from './benchmark.ts';
import { lexChat, type Chat } from './chats.ts';
import { otherChats } from './other-chats.ts';
import { usePeers } from './peers.ts';
import { TEXTS, tokensOf } from './texts.ts';

const TOKENS = 2_000;
const SIZES = whenQuick([500, 1_000], [500, 1_000, 2_000, 4_000, 8_000]);
/** That in which the two are nearest; deep-chat takes many seconds for each of the others. */
const SHAPES = whenQuick(['one fence'], Object.keys(TEXTS));
/** So that the answer grows on the screen, as many a second as the fastest models give. */
const A_FRAME = 10;
const ROUNDS = whenQuick(1, 3);
const NEAREST = ['lex-chat', 'deep-chat'];
/** What takes minutes for thousands of tokens is asked once, with one text, and not for more. */
const SLOWEST: readonly string[] = whenQuick([], ['@n8n/chat', 'botframework-webchat']);
const SLOWEST_MAX = 2_000;
const ALL_ARE_ASKED = 'mixed text';

describe.skipIf(!hasBrowser)('an answer that streams', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  const peers = usePeers();
  const chats = (): Readonly<Record<string, Chat>> => ({
    'lex-chat': lexChat(running.site),
    ...otherChats(peers),
  });

  /** How long the page's thread works on an answer with so many tokens a frame, or all at once, in milliseconds. */
  async function work(chat: Chat, tokens: readonly string[], aFrame?: number): Promise<number> {
    const { page } = await browser.visitor();
    await chat.open(page);
    await chat.ask(page);
    await chat.answer(page, ['준비.']);
    await chat.ask(page);
    const { totalMs } = await recordWork(page, () => chat.answer(page, tokens, aFrame));
    await page.context().close();
    return totalMs;
  }

  const measure = (names: readonly string[], tokens: readonly string[], rounds: number, aFrame?: number) =>
    inTurn(rounds, Object.fromEntries(names.map(name => [name, () => work(chats()[name]!, tokens, aFrame)])));

  it.for(SHAPES)('costs the thread of the page: %s', async (name, { task }) => {
    const tokens = tokensOf(TEXTS[name]!, TOKENS);
    const of = await measure(NEAREST, tokens, ROUNDS);
    if (name === ALL_ARE_ASKED) Object.assign(of, await measure(SLOWEST, tokens, 1));
    const limit = median(of['deep-chat']!) / 25;
    note(task, {
      area: 'widget',
      what: `main thread for ${TOKENS.toLocaleString('en-US')} tokens at once, ${name}`,
      unit: 'ms',
      of,
      target: atMost(limit, median(of['lex-chat']!), '1/25 of deep-chat'),
    });
  });

  it('costs more the longer it is', async ({ task }) => {
    const costs: Record<string, { readonly size: number; readonly cost: number }[]> = {};
    for (const size of SIZES) {
      const names = size > SLOWEST_MAX ? NEAREST : [...NEAREST, ...SLOWEST];
      const of = await measure(names, tokensOf(TEXTS['mixed text']!, size), 1, A_FRAME);
      note(task, {
        area: 'widget',
        what: `main thread for ${size.toLocaleString('en-US')} tokens, ${A_FRAME} a frame, mixed text`,
        unit: 'ms',
        of,
      });
      for (const [name, [cost]] of Object.entries(of)) (costs[name] ??= []).push({ size, cost: cost! });
    }
    // Of each chat as far as it was asked, and of those alone that were asked so far.
    for (const most of new Set([Math.min(SLOWEST_MAX, SIZES.at(-1)!), SIZES.at(-1)!])) {
      const asked = SIZES.filter(size => size <= most).length;
      const exponents = Object.fromEntries(
        Object.entries(costs)
          .map(([name, points]) => [name, points.slice(0, asked)] as const)
          .filter(([, points]) => points.length === asked)
          .map(([name, points]) => [name, [growth(points)]]),
      );
      note(task, {
        area: 'widget',
        what: `exponent with which that grows, ${SIZES[0]} to ${most.toLocaleString('en-US')} tokens`,
        unit: '',
        of: exponents,
        target: atMost(1.1, exponents['lex-chat']![0]!),
      });
    }
  });
});
