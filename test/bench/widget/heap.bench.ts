import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { hasBrowser } from '../../e2e/browser.ts';
import { useScriptedSite } from '../../e2e/scripted-site.ts';
import { MIXED, TEXTS, tokensOf } from '../../e2e/texts.ts';
import { inTurn, note, whenQuick } from '../benchmark.ts';
import { lexChat } from './chats.ts';
import { otherChats } from './other-chats.ts';
import { usePeers } from './peers.ts';
import { useWarmBrowser } from './warm-browser.ts';

const TOKENS = whenQuick(200, 2_000);
const ROUNDS = whenQuick(1, 3);

describe.skipIf(!hasBrowser)('an answer that is there', () => {
  const running = useScriptedSite();
  const browser = useWarmBrowser(running);
  const peers = usePeers();

  it('fills the page’s memory', { timeout: 900_000 }, async ({ task }) => {
    const chats = { 'lex-chat': lexChat(running.site), ...otherChats(peers) };
    const tokens = tokensOf(TEXTS[MIXED]!, TOKENS);
    const of = await inTurn(
      name => (name === 'lex-chat' || name === 'deep-chat' ? ROUNDS : 1),
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
            return bytes / 1_000_000;
          },
        ]),
      ),
    );
    note(task, {
      area: 'widget',
      what: `heap of the page after an answer of ${TOKENS.toLocaleString('en-US')} tokens`,
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
