import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { hasBrowser, useBrowser } from '../e2e/browser.ts';
import { openChat, useScriptedSite } from '../e2e/scripted-site.ts';
import { atMost, note, whenQuick } from './benchmark.ts';
import { percentile } from '../promises/measured.ts';
import type { Hearing } from './chats.ts';
import { otherChats, type Typing } from './other-chats.ts';
import { usePeers } from './peers.ts';

const MESSAGES = whenQuick(30, 200);
const FRAME_MS = 1_000 / 60;

describe.skipIf(!hasBrowser)('Enter', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  const peers = usePeers();

  /** From the key to the frame that has shown what was said, in milliseconds, for each message. */
  async function waits(page: Page, { host, field, line }: Typing): Promise<readonly number[]> {
    await page.evaluate(timeEnter, { host, line });
    const box = page.locator(host).locator(field).first();
    for (let i = 0; i < MESSAGES; i++) {
      await box.fill(`말 ${i}`);
      await box.press('Enter');
      await page.waitForFunction(count => (globalThis as unknown as { waits: number[] }).waits.length > count, i);
      // Some take nothing further before they have been answered.
      await page.evaluate(() => {
        const { hear, end } = globalThis as unknown as Partial<Hearing>;
        hear?.('네');
        end?.();
      });
    }
    return page.evaluate(() => (globalThis as unknown as { waits: number[] }).waits);
  }

  it('is seen', { timeout: 600_000 }, async ({ task }) => {
    const [bare, chat] = [(await browser.visitor()).page, (await browser.visitor()).page];
    await bare.goto(peers.url('bare'));
    await bare.locator('bare-chat textarea').waitFor();
    running.site.service.rules.answers = false;
    await chat.goto(running.site.url);
    await openChat(chat);
    const of: Record<string, readonly number[]> = {
      'lex-chat': await waits(chat, { host: 'lex-chat', field: 'textarea', line: '.message.visitor' }),
      bare: await waits(bare, { host: 'bare-chat', field: 'textarea', line: '.line' }),
    };
    for (const [name, other] of Object.entries(otherChats(peers))) {
      const { page } = await browser.visitor();
      await other.open(page);
      of[name] = await waits(page, other.typing);
      await page.context().close();
    }
    const limit = percentile(of['bare']!, 0.95) + FRAME_MS;
    note(task, {
      area: 'widget',
      what: `from Enter to what was said, ${MESSAGES} messages (95th percentile held to the limit)`,
      unit: 'ms',
      of,
      target: atMost(limit, percentile(of['lex-chat']!, 0.95), 'a bare Lit element and a frame'),
    });
  });
});

/** Runs in the page. */
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
      const look = () => {
        if (lines() === before) return requestAnimationFrame(look);
        // After the frame that was being made has been shown.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(performance.now() - timeStamp);
        return port2.postMessage(null);
      };
      requestAnimationFrame(look);
    },
    { capture: true },
  );
}
