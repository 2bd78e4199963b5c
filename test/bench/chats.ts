import type { Page } from 'playwright-core';
import { openChat, say, type ScriptedSite } from '../e2e/scripted-site.ts';
import type { PeerSite } from './peers.ts';

/** A chat on a page that a benchmark writes to, and whose answers it gives. */
export interface Chat {
  /** Ready to be written in. */
  open(page: Page): Promise<void>;
  /** Says something and begins the answer to it. */
  ask(page: Page): Promise<void>;
  /** Gives the answer in `pieces`, one a frame if it is paced and all at once if not; resolves once all of it is shown. */
  answer(page: Page, pieces: readonly string[], paced: boolean): Promise<void>;
}

export function lexChat(site: ScriptedSite): Chat {
  site.service.rules.answers = false;
  return {
    async open(page) {
      await page.goto(site.url);
      await openChat(page);
    },
    async ask(page) {
      await say(page, '질문');
      await page.locator('.message.visitor').last().waitFor();
    },
    async answer(page, pieces, paced) {
      const ended = page.locator('.message.assistant .under');
      const count = await ended.count();
      const pace = () => page.evaluate(() => new Promise(requestAnimationFrame));
      await site.tellReply({ text: pieces.join(''), step: pieces[0]!.length, ...(paced && { pace }) });
      await ended.nth(count).waitFor({ timeout: 600_000 });
    },
  };
}

interface DeepChat extends HTMLElement {
  connect: unknown;
  submitUserMessage(message: { readonly text: string }): void;
}

interface Signals {
  onOpen(): void;
  onResponse(response: { readonly text: string }): Promise<void>;
  onClose(): void;
}

/** deep-chat answers with a stream through its handler, which it hands what came of it (deepchat.dev/docs/connect#Handler). */
export function deepChat(peers: PeerSite): Chat {
  return {
    async open(page) {
      await page.goto(peers.url('deep-chat'));
      await page.evaluate(async () => {
        await customElements.whenDefined('deep-chat');
        const chat = document.querySelector<DeepChat>('deep-chat')!;
        chat.connect = {
          stream: true,
          handler: (_: unknown, signals: Signals) => {
            signals.onOpen();
            Object.assign(globalThis, { signals });
          },
        };
      });
      await page.locator('deep-chat #text-input').waitFor();
    },
    async ask(page) {
      await page.evaluate(() => {
        Object.assign(globalThis, { signals: null });
        document.querySelector<DeepChat>('deep-chat')!.submitUserMessage({ text: '질문' });
      });
      await page.waitForFunction(() => (globalThis as { signals?: Signals | null }).signals);
    },
    async answer(page, pieces, paced) {
      const tell = (piece: string) =>
        page.evaluate(async text => {
          await (globalThis as unknown as { signals: Signals }).signals.onResponse({ text });
          await new Promise(requestAnimationFrame);
        }, piece);
      if (paced) for (const piece of pieces) await tell(piece);
      await page.evaluate(
        async rest => {
          const { signals } = globalThis as unknown as { signals: Signals };
          for (const text of rest) await signals.onResponse({ text });
          signals.onClose();
          await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
        },
        paced ? [] : pieces,
      );
    },
  };
}
