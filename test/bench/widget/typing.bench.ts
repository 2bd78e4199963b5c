import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { hasBrowser } from '../../e2e/browser.ts';
import { useScriptedSite } from '../../e2e/scripted-site.ts';
import { percentile } from '../../promises/measured.ts';
import { atMost, note, whenQuick } from '../benchmark.ts';
import { bareChat } from './bare-chat.ts';
import { lexChat, type Asked } from './chats.ts';
import { otherChats } from './other-chats.ts';
import { usePeers } from './peers.ts';
import { useWarmBrowser } from './warm-browser.ts';

const MESSAGES = whenQuick(30, 200);
/** In turn, as many of each: what else goes on with the machine meets all of them alike. */
const A_ROUND = 10;
const FRAME_MS = 1_000 / 60;

describe.skipIf(!hasBrowser)('Enter', () => {
  const running = useScriptedSite();
  const browser = useWarmBrowser(running);
  const peers = usePeers();

  it('is seen', { timeout: 900_000 }, async ({ task }) => {
    const chats: Readonly<Record<string, Asked>> = {
      'lex-chat': lexChat(running.site),
      bare: bareChat(peers),
      ...otherChats(peers),
    };
    const pages = new Map<string, Page>();
    for (const [name, chat] of Object.entries(chats)) {
      const { page } = await browser.visitor();
      await chat.open(page);
      await page.evaluate(timeEnter, { host: chat.host, line: chat.typing.line });
      pages.set(name, page);
    }
    for (let said = 0; said < MESSAGES; said += A_ROUND) {
      for (const [name, page] of pages) {
        await page.bringToFront();
        for (let i = said; i < said + A_ROUND; i++) await enter(page, chats[name]!, i);
      }
    }
    const of: Record<string, readonly number[]> = {};
    for (const [name, page] of pages) of[name] = await page.evaluate(readWaits);

    const what = `from Enter to what was said, ${MESSAGES} messages`;
    note(task, { area: 'widget', what, unit: 'ms', of });
    const slowest = Object.fromEntries(Object.entries(of).map(([name, waits]) => [name, percentile(waits, 0.95)]));
    note(task, {
      area: 'widget',
      what: `${what}: 95th percentile`,
      unit: 'ms',
      of: Object.fromEntries(Object.entries(slowest).map(([name, ms]) => [name, [ms]])),
      target: atMost(slowest['bare']! + FRAME_MS, slowest['lex-chat']!, 'a bare Lit element and a frame'),
    });
  });
});

/** Says something for the `count`th time, waits until it is seen, and has it answered: some take nothing further before that. */
async function enter(page: Page, { host, typing, answer }: Asked, count: number): Promise<void> {
  const field = page.locator(host).locator(typing.field).first();
  await field.fill(`말 ${count}`);
  await field.press('Enter');
  await page.waitForFunction(before => (globalThis as unknown as { waits: number[] }).waits.length > before, count);
  await answer(page, ['네']);
}

/** Runs in the page. */
function readWaits(): readonly number[] {
  return (globalThis as unknown as { waits: number[] }).waits;
}

/** Runs in the page: from each Enter to the frame that has shown what was said, in milliseconds. */
function timeEnter({ host, line }: { readonly host: string; readonly line: string }): void {
  const times: number[] = [];
  Object.assign(globalThis, { waits: times });
  const element = document.querySelector(host)!;
  const root = element.shadowRoot ?? element;
  const lines = () => root.querySelectorAll(line).length;
  addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (key !== 'Enter') return;
      const before = lines();
      // After the frame that is being made has been shown, by whoever made it, and in whatever order.
      const afterFrame = (act: () => void) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = act;
          port2.postMessage(null);
        });
      const look = () => {
        if (lines() === before) afterFrame(look);
        else times.push(performance.now() - timeStamp);
      };
      afterFrame(look);
    },
    { capture: true },
  );
}
