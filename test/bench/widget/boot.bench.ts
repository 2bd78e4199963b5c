import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { hasBrowser } from '../../e2e/browser.ts';
import { recordWork } from '../../e2e/record-work.ts';
import { useScriptedSite } from '../../e2e/scripted-site.ts';
import { atMost, inTurn, median, note, whenQuick } from '../benchmark.ts';
import { WEB_CHAT_FIELD } from './other-chats.ts';
import { usePeers, type PeerName } from './peers.ts';
import { useWarmBrowser } from './warm-browser.ts';
import { throttle } from '../../e2e/throttle.ts';

const ROUNDS = whenQuick(3, 9);
/** Those to which nothing is held take the longest. */
const PEERS_ROUNDS = whenQuick(1, ROUNDS);

/** What is on the page once each of them has started. */
const STARTED: Readonly<Record<PeerName | 'bare', string>> = {
  bare: 'bare-chat .launcher',
  'deep-chat': 'deep-chat #text-input',
  '@n8n/chat': '.chat-window-toggle',
  'botframework-webchat': WEB_CHAT_FIELD,
};

describe.skipIf(!hasBrowser)('a page that starts', () => {
  const running = useScriptedSite();
  const browser = useWarmBrowser(running);
  const peers = usePeers();

  async function work(url: string, started: string): Promise<number> {
    const { page } = await browser.visitor();
    await throttle(page, 4);
    const { totalMs } = await recordWork(page, () => start(page, url, started));
    await page.context().close();
    return totalMs;
  }

  async function start(page: Page, url: string, started: string): Promise<void> {
    await page.goto(url);
    await page.locator(started).first().waitFor({ state: 'attached', timeout: 60_000 });
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  it('takes the time of its thread', { timeout: 600_000 }, async ({ task }) => {
    const peer = (name: keyof typeof STARTED) => () => work(peers.url(name), STARTED[name]);
    const compared = { 'lex-chat': () => work(running.site.url, 'lex-chat .launcher'), bare: peer('bare') };
    const others = Object.fromEntries(peers.names.map(name => [name, peer(name)]));
    const of = await inTurn(name => (name in compared ? ROUNDS : PEERS_ROUNDS), { ...compared, ...others });
    note(task, {
      area: 'widget',
      what: 'main thread until it has started, processor slowed down four times',
      unit: 'ms',
      of,
      target: atMost(1.3 * median(of['bare']!), median(of['lex-chat']!), '1.3 × a bare Lit element'),
    });
  });
});
