import { describe, it } from 'vitest';
import { hasBrowser } from '../../e2e/browser.ts';
import { useScriptedSite } from '../../e2e/scripted-site.ts';
import { MIXED, TEXTS, tokensOf } from '../../e2e/texts.ts';
import { atMost, inTurn, median, note, whenQuick } from '../benchmark.ts';
import { lexChat } from './chats.ts';
import { handOver } from './give.ts';
import { otherChats } from './other-chats.ts';
import { usePeers } from './peers.ts';
import { streamWork } from './stream-work.ts';
import { useWarmBrowser } from './warm-browser.ts';

const TOKENS = 2_000;
/** That in which the two are nearest; deep-chat takes many seconds for each of the others. */
const SHAPES = whenQuick(['one fence'], Object.keys(TEXTS));
const ROUNDS = whenQuick(1, 3);
/** What is held to the target, and what it is held to. */
const HELD = ['lex-chat', 'deep-chat'];

/** How often a chat is asked for an answer of that shape: others, which take most of a minute, once and for mixed text. */
function roundsOf(name: string, shape: string): number {
  if (HELD.includes(name)) return ROUNDS;
  return shape === MIXED ? 1 : 0;
}

describe.skipIf(!hasBrowser)('an answer that comes at once', () => {
  const running = useScriptedSite();
  const browser = useWarmBrowser(running);
  const peers = usePeers();

  it.for(SHAPES)('costs the thread of the page: %s', async (shape, { task }) => {
    const chats = { 'lex-chat': lexChat(running.site), ...otherChats(peers) };
    const tokens = tokensOf(TEXTS[shape]!, TOKENS);
    const asked = Object.entries(chats).filter(([name]) => roundsOf(name, shape) > 0);
    const of = await inTurn(
      name => roundsOf(name, shape),
      Object.fromEntries(asked.map(([name, chat]) => [name, () => streamWork(browser, chat, tokens, handOver())])),
    );
    const deepChat = of['deep-chat'];
    note(task, {
      area: 'widget',
      what: `main thread for ${TOKENS.toLocaleString('en-US')} tokens at once, ${shape}`,
      unit: 'ms',
      of,
      ...(deepChat && { target: atMost(median(deepChat) / 25, median(of['lex-chat']!), '1/25 of deep-chat') }),
    });
  });
});
