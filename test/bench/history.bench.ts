import { newMessageId } from '@lex-chat/protocol';
import { describe, it } from 'vitest';
import { messageEntry, replyEntry } from '../../widget/src/conversation/fake-service.ts';
import { hasBrowser, useBrowser } from '../e2e/browser.ts';
import { recordWork } from '../e2e/record-work.ts';
import { openChat, useScriptedSite } from '../e2e/scripted-site.ts';
import { atMost, inTurn, median, note, whenQuick } from './benchmark.ts';
import { otherChats, type OtherChat } from './other-chats.ts';
import { usePeers } from './peers.ts';

const ROUNDS = whenQuick(1, 5);
const SIZES = [50, 10_000] as const;
/** What deep-chat takes a minute for is not waited for in a quick run. */
const OTHERS_SIZES = whenQuick([50], [50, 1_000, 10_000]);

describe.skipIf(!hasBrowser)('a conversation that is come back to', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  const peers = usePeers();

  /** How long the page works until the newest message is shown, and of how many nodes the chat is then. */
  async function open(entries: number): Promise<{ readonly ms: number; readonly nodes: number }> {
    const { service, url } = running.site;
    service.rules.pageSize = 50;
    service.clear();
    for (let turn = 0; turn < entries / 2; turn++) {
      const id = newMessageId();
      service.store(messageEntry(id, `질문 ${turn}`), replyEntry(id, `**답** ${turn}`));
    }
    const { page } = await browser.visitor();
    await page.goto(url);
    await openChat(page);
    // Come back: a visitor who is new is known to have said nothing.
    const { totalMs } = await recordWork(page, async () => {
      await page.reload();
      await openChat(page);
      await page.getByText(`답 ${entries / 2 - 1}`).waitFor();
    });
    const nodes = await page.evaluate(
      () => document.querySelector('lex-chat')!.shadowRoot!.querySelectorAll('*').length,
    );
    await page.context().close();
    return { ms: totalMs, nodes };
  }

  async function openOther(chat: OtherChat, entries: number): Promise<number> {
    const { page } = await browser.visitor();
    const { totalMs } = await recordWork(page, () => chat.remember(page, entries));
    await page.context().close();
    return totalMs;
  }

  it('takes the time of the page’s thread', { timeout: 1_800_000 }, async ({ task }) => {
    const nodes: number[] = [];
    const of = await inTurn(ROUNDS, {
      '50 entries': async () => (await open(SIZES[0])).ms,
      '10,000 entries': async () => {
        const opened = await open(SIZES[1]);
        nodes.push(opened.nodes);
        return opened.ms;
      },
    });
    note(task, {
      area: 'widget',
      what: 'main thread until a conversation is shown again',
      unit: 'ms',
      of,
      target: atMost(2 * median(of['50 entries']!), median(of['10,000 entries']!), '2 × the time of 50'),
    });
    note(task, {
      area: 'widget',
      what: 'nodes of a chat of 10,000 entries',
      unit: '',
      of: { 'lex-chat': nodes },
      target: atMost(2_500, median(nodes), '2,500'),
    });
    for (const size of OTHERS_SIZES) {
      // What takes minutes for thousands is not asked for more.
      const chats = Object.entries(otherChats(peers)).filter(([name]) => size <= 1_000 || name === 'deep-chat');
      const others = Object.fromEntries(chats.map(([name, chat]) => [name, () => openOther(chat, size)]));
      note(task, {
        area: 'widget',
        what: `main thread until a conversation of ${size.toLocaleString('en-US')} entries is shown again`,
        unit: 'ms',
        of: await inTurn(1, { 'lex-chat': async () => (await open(size)).ms, ...others }),
      });
    }
  });
});
