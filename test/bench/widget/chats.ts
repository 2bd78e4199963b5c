import { newMessageId } from '@lex-chat/protocol';
import type { Page } from 'playwright-core';
import { messageEntry, replyEntry } from '../../../widget/src/conversation/fake-service.ts';
import { openChat, say, type ScriptedSite } from '../../e2e/scripted-site.ts';
import { handOver, type Give } from './give.ts';

/** What a benchmark writes to on a page, and whose answers it gives. */
export interface Asked {
  /** What it is in: its shadow root, if it has one, holds the rest. */
  readonly host: string;
  /** In the host: where one writes, and what shows what has been written. */
  readonly typing: { readonly field: string; readonly line: string };
  /** Ready to be written in. */
  open(page: Page): Promise<void>;
  /** Says something and begins the answer to it. */
  ask(page: Page): Promise<void>;
  /** Has the answer given in `pieces`, all at once if nothing else is said; resolves once all of it is shown. */
  answer(page: Page, pieces: readonly string[], give?: Give): Promise<void>;
}

export interface Chat extends Asked {
  /** Opens it once more, with a conversation of so many entries, and waits for the newest. */
  remember(page: Page, entries: number): Promise<void>;
}

/** Entries of one page of history. */
export const PAGE_SIZE = 50;

/** The frames go the way that they go from a socket, as text to be parsed. */
export function lexChat(site: ScriptedSite): Chat {
  const { service } = site;
  service.rules.answers = false;
  service.rules.pageSize = PAGE_SIZE;
  return {
    host: 'lex-chat',
    typing: { field: 'textarea', line: '.message.visitor' },
    async open(page) {
      await page.addInitScript(() => {
        globalThis.WebSocket = class extends WebSocket {
          constructor(...given: ConstructorParameters<typeof WebSocket>) {
            super(...given);
            const hear = (data: string) => this.dispatchEvent(new MessageEvent('message', { data }));
            Object.assign(globalThis, { hear, end: () => undefined });
          }
        };
      });
      await page.goto(site.url);
      await openChat(page);
    },
    async ask(page) {
      await say(page, '질문');
      await page.locator('.message.visitor').last().waitFor();
    },
    async answer(page, pieces, give = handOver()) {
      const ended = page.locator('.message.assistant .under');
      const count = await ended.count();
      await site.tellReply({
        text: pieces.join(''),
        step: pieces[0]!.length,
        bring: messages =>
          give(
            page,
            messages.map(message => JSON.stringify(message)),
          ),
      });
      await ended.nth(count).waitFor({ timeout: 600_000 });
    },
    async remember(page, entries) {
      service.clear();
      for (let turn = 0; turn < entries / 2; turn++) {
        const id = newMessageId();
        service.store(messageEntry(id, `질문 ${turn}`), replyEntry(id, `**답** ${turn}`));
      }
      await page.reload();
      await openChat(page);
      await page.getByText(`답 ${entries / 2 - 1}`).waitFor();
    },
  };
}
