import { describe, it } from 'vitest';
import { hasBrowser } from '../../e2e/browser.ts';
import { recordWork } from '../../e2e/record-work.ts';
import { useScriptedSite } from '../../e2e/scripted-site.ts';
import { TEXTS, tokensOf } from '../../e2e/texts.ts';
import { atMost, growth, inTurn, median, note, whenQuick } from '../benchmark.ts';
import { lexChat, type Chat } from './chats.ts';
import { handOver, type Give } from './give.ts';
import { otherChats } from './other-chats.ts';
import { usePeers } from './peers.ts';
import { useWarmBrowser } from './warm-browser.ts';

const TOKENS = 2_000;
const SIZES = whenQuick([500, 1_000], [500, 1_000, 2_000, 4_000, 8_000]);
/** That in which the two are nearest; deep-chat takes many seconds for each of the others. */
const SHAPES = whenQuick(['one fence'], Object.keys(TEXTS));
/** So that the answer grows on the screen, as many a second as the fastest models give. */
const A_FRAME = 10;
const ROUNDS = whenQuick(1, 3);
const NEAREST = ['lex-chat', 'deep-chat'];
/** What takes minutes for thousands of tokens is asked once, with one text, and not for more. */
const SLOWEST_MAX = whenQuick(0, 2_000);
const ALL_ARE_ASKED = 'mixed text';
const EXPONENT_MAX = 1.1;

/** How often a chat is asked for an answer of so many tokens. */
function roundsOf(name: string, tokens: number): number {
  if (name === 'lex-chat') return ROUNDS;
  if (name === 'deep-chat') return tokens <= TOKENS ? ROUNDS : 1;
  return tokens <= SLOWEST_MAX ? 1 : 0;
}

describe.skipIf(!hasBrowser)('an answer that streams', () => {
  const running = useScriptedSite();
  const browser = useWarmBrowser(running);
  const peers = usePeers();

  /** How long the page's thread works on an answer, in milliseconds. */
  async function work(chat: Chat, tokens: readonly string[], give: Give): Promise<number> {
    const { page } = await browser.visitor();
    await chat.open(page);
    await chat.ask(page);
    await chat.answer(page, ['준비.']);
    await chat.ask(page);
    const { totalMs } = await recordWork(page, () => chat.answer(page, tokens, give));
    await page.context().close();
    return totalMs;
  }

  /** What an answer costs all who are asked for so long a one, of those `among` whom it is asked. */
  function measure(
    tokens: readonly string[],
    give: Give,
    among?: readonly string[],
  ): Promise<Record<string, number[]>> {
    const chats: Readonly<Record<string, Chat>> = { 'lex-chat': lexChat(running.site), ...otherChats(peers) };
    const asked = Object.entries(chats).filter(
      ([name]) => (among ?? [name]).includes(name) && roundsOf(name, tokens.length) > 0,
    );
    return inTurn(
      name => roundsOf(name, tokens.length),
      Object.fromEntries(asked.map(([name, chat]) => [name, () => work(chat, tokens, give)])),
    );
  }

  it.for(SHAPES)('costs the thread of the page: %s', async (name, { task }) => {
    const tokens = tokensOf(TEXTS[name]!, TOKENS);
    const of = await measure(tokens, handOver(), name === ALL_ARE_ASKED ? undefined : NEAREST);
    const deepChat = of['deep-chat'];
    note(task, {
      area: 'widget',
      what: `main thread for ${TOKENS.toLocaleString('en-US')} tokens at once, ${name}`,
      unit: 'ms',
      of,
      ...(deepChat && { target: atMost(median(deepChat) / 25, median(of['lex-chat']!), '1/25 of deep-chat') }),
    });
  });

  it('costs more the longer it is', async ({ task }) => {
    const costs: Record<string, { readonly size: number; readonly cost: number }[]> = {};
    for (const size of SIZES) {
      const of = await measure(tokensOf(TEXTS[ALL_ARE_ASKED]!, size), handOver(A_FRAME));
      note(task, {
        area: 'widget',
        what: `main thread for ${size.toLocaleString('en-US')} tokens, ${A_FRAME} a frame, ${ALL_ARE_ASKED}`,
        unit: 'ms',
        of,
      });
      for (const [name, samples] of Object.entries(of)) (costs[name] ??= []).push({ size, cost: median(samples) });
    }
    // Of each chat as far as it was asked, and of those alone that were asked so far.
    const longest = SIZES.at(-1)!;
    for (const most of new Set([Math.min(SLOWEST_MAX || longest, longest), longest])) {
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
        target: atMost(EXPONENT_MAX, exponents['lex-chat']![0]!),
      });
    }
  });
});
