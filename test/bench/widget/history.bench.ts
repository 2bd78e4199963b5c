import { describe, it } from 'vitest';
import { hasBrowser } from '../../e2e/browser.ts';
import { recordWork } from '../../e2e/record-work.ts';
import { useScriptedSite } from '../../e2e/scripted-site.ts';
import { atMost, inTurn, median, note, whenQuick } from '../benchmark.ts';
import { lexChat, type Chat } from './chats.ts';
import { otherChats } from './other-chats.ts';
import { usePeers } from './peers.ts';
import { useWarmBrowser } from './warm-browser.ts';

const ROUNDS = whenQuick(1, 5);
const [SHORT, LONG] = [50, 10_000];
const SIZES = whenQuick([SHORT, LONG], [SHORT, 100, 1_000, LONG]);
const NODES_MAX = 2_500;

/** How often another chat is asked: once for what takes a minute, and not for what takes minutes. */
function roundsOf(name: string, size: number): number {
  if (name === 'lex-chat' || size <= 100) return ROUNDS;
  if (name === 'deep-chat') return whenQuick(0, size <= 1_000 ? ROUNDS : 1);
  return whenQuick(0, size <= 1_000 ? 1 : 0);
}

describe.skipIf(!hasBrowser)('a conversation that is come back to', () => {
  const running = useScriptedSite();
  const browser = useWarmBrowser(running);
  const peers = usePeers();

  /** How long the page works until the newest message is shown, in a page that had the chat open before; and of how many nodes lex-chat is then. */
  async function open(chat: Chat, entries: number): Promise<{ readonly ms: number; readonly nodes: number }> {
    const { page } = await browser.visitor();
    await chat.open(page);
    const { totalMs } = await recordWork(page, () => chat.remember(page, entries));
    const nodes = await page.evaluate(
      () => document.querySelector('lex-chat')?.shadowRoot!.querySelectorAll('*').length ?? 0,
    );
    await page.context().close();
    return { ms: totalMs, nodes };
  }

  it('takes the time of the page’s thread', { timeout: 1_800_000 }, async ({ task }) => {
    const chats: Readonly<Record<string, Chat>> = { 'lex-chat': lexChat(running.site), ...otherChats(peers) };
    const nodes: number[] = [];
    const shortest: Record<string, number[]> = {};
    for (const size of SIZES) {
      const asked = Object.keys(chats).filter(name => roundsOf(name, size) > 0);
      const measures = asked.map(name => async () => {
        const opened = await open(chats[name]!, size);
        if (name === 'lex-chat' && size === LONG) nodes.push(opened.nodes);
        return opened.ms;
      });
      const of = await inTurn(
        name => roundsOf(name, size),
        Object.fromEntries(asked.map((name, i) => [name, measures[i]!])),
      );
      if (size === SHORT) Object.assign(shortest, of);
      note(task, {
        area: 'widget',
        what: `main thread until a conversation of ${size.toLocaleString('en-US')} entries is shown again`,
        unit: 'ms',
        of,
        ...(size === LONG && {
          target: atMost(2 * median(shortest['lex-chat']!), median(of['lex-chat']!), `2 × the time of ${SHORT}`),
        }),
      });
    }
    note(task, {
      area: 'widget',
      what: `nodes of a chat of ${LONG.toLocaleString('en-US')} entries`,
      unit: '',
      of: { 'lex-chat': nodes },
      target: atMost(NODES_MAX, median(nodes), NODES_MAX.toLocaleString('en-US')),
    });
  });
});
