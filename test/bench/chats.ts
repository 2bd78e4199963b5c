import type { Page } from 'playwright-core';
import { openChat, say, type ScriptedSite } from '../e2e/scripted-site.ts';

/** A chat on a page that a benchmark writes to, and whose answers it gives. */
export interface Chat {
  /** Ready to be written in. */
  open(page: Page): Promise<void>;
  /** Says something and begins the answer to it. */
  ask(page: Page): Promise<void>;
  /**
   * Gives the answer in `pieces`, so many a frame, or all at once; resolves once all of it is shown. They are handed over
   * within the page, one by one: what a browser takes for the frames of a socket, two milliseconds for a hundred, is no
   * chat's, and would be most of what is measured of one that takes little.
   */
  answer(page: Page, pieces: readonly string[], aFrame?: number): Promise<void>;
}

/** What each of them leaves in its page. */
export interface Hearing {
  hear(piece: string): unknown;
  end(): void;
}

/** The frames go the way that they go from a socket, as text to be parsed. */
export function lexChat(site: ScriptedSite): Chat {
  site.service.rules.answers = false;
  return {
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
    async answer(page, pieces, aFrame) {
      const ended = page.locator('.message.assistant .under');
      const count = await ended.count();
      await site.tellReply({
        text: pieces.join(''),
        step: pieces[0]!.length,
        bring: messages =>
          handOver(
            page,
            messages.map(message => JSON.stringify(message)),
            aFrame,
          ),
      });
      await ended.nth(count).waitFor({ timeout: 600_000 });
    },
  };
}

/** Hands `pieces` to what the page was left with, so many a frame. As one text: to make a list of thousands of an argument takes the page longer. */
export function handOver(page: Page, pieces: readonly string[], aFrame = Infinity): Promise<void> {
  return page.evaluate(
    async ([list, count]) => {
      const { hear, end } = globalThis as unknown as Hearing;
      const frame = () => new Promise(requestAnimationFrame);
      let handed = 0;
      for (const piece of JSON.parse(list) as string[]) {
        await hear(piece);
        if (++handed % count === 0) await frame();
      }
      end();
      await frame();
      await frame();
    },
    [JSON.stringify(pieces), aFrame] as const,
  );
}
