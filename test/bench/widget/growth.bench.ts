import { describe, it } from 'vitest';
import { hasBrowser } from '../../e2e/browser.ts';
import { useScriptedSite } from '../../e2e/scripted-site.ts';
import { MIXED, TEXTS, tokensOf } from '../../e2e/texts.ts';
import { atMost, growth, inTurn, median, note, whenQuick } from '../benchmark.ts';
import { lexChat } from './chats.ts';
import { handOver } from './give.ts';
import { otherChats } from './other-chats.ts';
import { usePeers } from './peers.ts';
import { streamWork } from './stream-work.ts';
import { useWarmBrowser } from './warm-browser.ts';

const SIZES = whenQuick([500, 1_000], [500, 1_000, 2_000, 4_000, 8_000]);
const SHAPES = whenQuick([MIXED], Object.keys(TEXTS));
/** So that the answer grows on the screen, as many a second as the fastest models give. */
const A_FRAME = 10;
const ROUNDS = whenQuick(1, 3);
const OTHER_ROUNDS = 2;
const MEDIUM = 2_000;
const EXPONENT_MAX = 1.1;

/** How often a chat is asked for so long an answer: all of them for mixed text, and for nothing that takes one of them minutes. */
function roundsOf(name: string, tokens: number, shape: string): number {
  if (name === 'lex-chat') return shape === MIXED ? ROUNDS : OTHER_ROUNDS;
  if (name !== 'deep-chat') return shape === MIXED && tokens <= whenQuick(0, MEDIUM) ? 1 : 0;
  if (shape === MIXED) return tokens <= MEDIUM ? ROUNDS : 1;
  return tokens <= MEDIUM ? 1 : 0;
}

type Costs = Readonly<Record<string, readonly { readonly size: number; readonly cost: number }[]>>;

describe.skipIf(!hasBrowser)('an answer that streams', () => {
  const running = useScriptedSite();
  const browser = useWarmBrowser(running);
  const peers = usePeers();

  it.for(SHAPES)('costs more the longer it is: %s', async (shape, { task }) => {
    const chats = { 'lex-chat': lexChat(running.site), ...otherChats(peers) };
    const costs: Record<string, { readonly size: number; readonly cost: number }[]> = {};
    for (const size of SIZES) {
      const tokens = tokensOf(TEXTS[shape]!, size);
      const asked = Object.entries(chats).filter(([name]) => roundsOf(name, size, shape) > 0);
      const of = await inTurn(
        name => roundsOf(name, size, shape),
        Object.fromEntries(
          asked.map(([name, chat]) => [name, () => streamWork(browser, chat, tokens, handOver(A_FRAME))]),
        ),
      );
      note(task, {
        area: 'widget',
        what: `main thread for ${size.toLocaleString('en-US')} tokens, ${A_FRAME} a frame, ${shape}`,
        unit: 'ms',
        of,
      });
      for (const [name, samples] of Object.entries(of)) (costs[name] ??= []).push({ size, cost: median(samples) });
    }
    // Of each chat as far as it was asked.
    for (const most of new Set([Math.min(MEDIUM, SIZES.at(-1)!), SIZES.at(-1)!])) {
      const exponents = exponentsOf(costs, most);
      note(task, {
        area: 'widget',
        what: `exponent with which it grows, ${A_FRAME} a frame, ${SIZES[0]} to ${most.toLocaleString('en-US')} tokens, ${shape}`,
        unit: '',
        of: exponents,
        target: atMost(EXPONENT_MAX, exponents['lex-chat']![0]!),
      });
    }
    // What is the same however long an answer is would hide in the whole how the rest grows.
    const last = costs['lex-chat']!.slice(-2);
    note(task, {
      area: 'widget',
      what: `exponent with which it grows, ${A_FRAME} a frame, the last time that it is twice as long, ${shape}`,
      unit: '',
      of: { 'lex-chat': [growth(last)] },
    });
  });
});

/** By the names of those chats that were asked for answers of all lengths up to `most`. */
function exponentsOf(costs: Costs, most: number): Readonly<Record<string, readonly number[]>> {
  const asked = SIZES.filter(size => size <= most).length;
  return Object.fromEntries(
    Object.entries(costs)
      .map(([name, points]) => [name, points.slice(0, asked)] as const)
      .filter(([, points]) => points.length === asked)
      .map(([name, points]) => [name, [growth(points)]]),
  );
}
