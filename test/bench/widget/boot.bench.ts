import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { hasBrowser } from '../../e2e/browser.ts';
import { recordWork } from '../../e2e/record-work.ts';
import { useScriptedSite } from '../../e2e/scripted-site.ts';
import { throttle } from '../../e2e/throttle.ts';
import { atMost, inTurn, median, note, whenQuick } from '../benchmark.ts';
import { standInForDirectLine, WEB_CHAT_FIELD } from './other-chats.ts';
import type { PeerName } from './packages.ts';
import { usePeers } from './peers.ts';
import { useWarmBrowser } from './warm-browser.ts';

const ROUNDS = whenQuick(3, 15);
/** Those to which nothing is held take the longest. */
const PEERS_ROUNDS = whenQuick(1, 5);
const HELD = ['lex-chat', 'bare', 'blank'];

/** What is on the page once each of them has started: where it is, and what is in there. */
const STARTED: Readonly<Record<PeerName | 'lex-chat' | 'bare' | 'blank', readonly [host: string, part: string]>> = {
  'lex-chat': ['lex-chat', '.launcher'],
  bare: ['bare-chat', '.launcher'],
  blank: ['html', 'body'],
  'deep-chat': ['deep-chat', '#text-input'],
  '@n8n/chat': ['body', '.chat-window-toggle'],
  'botframework-webchat': ['#chat', WEB_CHAT_FIELD],
};

describe.skipIf(!hasBrowser)('a page that starts', () => {
  const running = useScriptedSite();
  const browser = useWarmBrowser(running);
  const peers = usePeers();

  async function work(name: keyof typeof STARTED): Promise<number> {
    const { page } = await browser.visitor();
    // It has nobody to ask, and would ask again and again.
    if (name === 'botframework-webchat') await page.addInitScript(standInForDirectLine, 0);
    await throttle(page, 4);
    const url = name === 'lex-chat' ? running.site.url : peers.url(name);
    const { totalMs } = await recordWork(page, () => start(page, url, STARTED[name]));
    await page.context().close();
    return totalMs;
  }

  async function start(page: Page, url: string, started: readonly [string, string]): Promise<void> {
    await page.goto(url);
    // Looked for within the page: whoever drives it from outside has it work more than some of them do.
    await page.evaluate(async ([host, part]) => {
      const frame = () => new Promise(requestAnimationFrame);
      const has = () => {
        const element = document.querySelector(host);
        return (element?.shadowRoot ?? element)?.querySelector(part);
      };
      while (!has()) await frame();
      await frame();
      await frame();
    }, started);
  }

  it('takes the time of its thread', { timeout: 900_000 }, async ({ task }) => {
    const names: readonly (keyof typeof STARTED)[] = ['lex-chat', 'bare', 'blank', ...peers.names];
    const of = await inTurn(
      name => (HELD.includes(name) ? ROUNDS : PEERS_ROUNDS),
      Object.fromEntries(names.map(name => [name, () => work(name)])),
    );
    note(task, {
      area: 'widget',
      what: 'main thread until its launcher or its field is there, processor slowed down four times',
      unit: 'ms',
      of,
      target: atMost(1.3 * median(of['bare']!), median(of['lex-chat']!), '1.3 × a bare Lit element'),
    });
    // Most of that is the page’s own.
    const blank = median(of['blank']!);
    note(task, {
      area: 'widget',
      what: 'of that, what a blank page does not take (medians)',
      unit: 'ms',
      of: Object.fromEntries(names.map(name => [name, [median(of[name]!) - blank]])),
    });
  });
});
