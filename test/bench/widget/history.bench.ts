import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { hasBrowser } from '../../e2e/browser.ts';
import { recordWork } from '../../e2e/record-work.ts';
import { useScriptedSite } from '../../e2e/scripted-site.ts';
import { atMost, inTurn, median, note, whenQuick, type Target } from '../benchmark.ts';
import { lexChat, PAGE_SIZE, type Chat } from './chats.ts';
import { otherChats } from './other-chats.ts';
import { usePeers } from './peers.ts';
import { useWarmBrowser } from './warm-browser.ts';

const ROUNDS = whenQuick(1, 5);
const [SHORT, LONG] = [50, 10_000];
const SIZES = whenQuick([SHORT, LONG], [SHORT, 100, 1_000, LONG]);
const NODES_MAX = 2_500;
const PAGES_BACK = whenQuick(1, 5);

/**
 * How often another chat is asked, which is given all of a conversation at once, as its own documentation has it, where lex-chat
 * fetches the newest page: once for what takes a minute, and not for what takes minutes.
 */
function roundsOf(name: string, size: number): number {
  if (name === 'lex-chat' || size <= 100) return ROUNDS;
  if (name === 'deep-chat') return whenQuick(0, size <= 1_000 ? ROUNDS : 1);
  return whenQuick(0, size <= 1_000 ? 1 : 0);
}

describe.skipIf(!hasBrowser)('a conversation that is come back to', () => {
  const running = useScriptedSite();
  const browser = useWarmBrowser(running);
  const peers = usePeers();

  /** How long the page works until the newest message is shown, in a page that had the chat open before; and of how many nodes lex-chat is. */
  async function open(chat: Chat, entries: number): Promise<{ readonly ms: number; readonly nodes: Nodes | null }> {
    const { page } = await browser.visitor();
    await chat.open(page);
    const { totalMs } = await recordWork(page, () => chat.remember(page, entries));
    const nodes = chat.host === 'lex-chat' && entries === LONG ? await countNodes(page) : null;
    await page.context().close();
    return { ms: totalMs, nodes };
  }

  it('takes the time of the page’s thread', { timeout: 1_800_000 }, async ({ task }) => {
    const chats: Readonly<Record<string, Chat>> = { 'lex-chat': lexChat(running.site), ...otherChats(peers) };
    const counted: Nodes[] = [];
    const shortest: Record<string, number[]> = {};
    for (const size of SIZES) {
      const asked = Object.keys(chats).filter(name => roundsOf(name, size) > 0);
      const measures = asked.map(name => async () => {
        const opened = await open(chats[name]!, size);
        if (opened.nodes) counted.push(opened.nodes);
        return opened.ms;
      });
      const of = await inTurn(
        name => roundsOf(name, size),
        Object.fromEntries(asked.map((name, i) => [name, measures[i]!])),
      );
      if (size === SHORT) Object.assign(shortest, of);
      note(task, {
        area: 'widget',
        what: `main thread until the newest of ${size.toLocaleString('en-US')} entries is shown again`,
        unit: 'ms',
        of,
        ...(size === LONG && {
          target: atMost(2 * median(shortest['lex-chat']!), median(of['lex-chat']!), `2 × the time of ${SHORT}`),
        }),
      });
    }
    const line = (what: string, nodes: readonly number[], target?: Target) =>
      note(task, { area: 'widget', what, unit: '', of: { 'lex-chat': nodes }, ...(target && { target }) });
    const opened = counted.map(one => one.opened);
    line(
      `nodes of a chat of ${LONG.toLocaleString('en-US')} entries that is opened`,
      opened,
      atMost(NODES_MAX, median(opened), NODES_MAX.toLocaleString('en-US')),
    );
    line(
      `nodes of it once ${PAGES_BACK} pages before that have been read`,
      counted.map(one => one.readBack),
    );
  });
});

interface Nodes {
  readonly opened: number;
  readonly readBack: number;
}

/** The nodes of an open chat, texts included; and once somebody has read some pages back. */
async function countNodes(page: Page): Promise<Nodes> {
  const count = () =>
    page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector('lex-chat')!.shadowRoot!);
      let nodes = 0;
      while (walker.nextNode()) nodes += 1;
      return nodes;
    });
  // What comes after the answers has nodes of its own.
  await page.locator('.tools').last().waitFor();
  const opened = await count();
  for (let pages = 1; pages <= PAGES_BACK; pages++) {
    await page.locator('.transcript').evaluate(log => void (log.scrollTop = 0));
    await page.getByText(`질문 ${(LONG - (pages + 1) * PAGE_SIZE) / 2}`, { exact: true }).waitFor();
  }
  return { opened, readBack: await count() };
}
