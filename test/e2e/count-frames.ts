import type { Page } from 'playwright-core';

/** The frames that a page made until it had shown a whole reply. */
export interface Frames {
  readonly count: number;
  /** When it had, in milliseconds since 1970: as the page knows it, which need not find time to be asked. */
  readonly until: number;
}

/** Counts from now on the frames that `page` makes, until the next reply that its chat tells of as ended is shown. */
export function countFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    const chat = document.querySelector('lex-chat')!;
    const counted = new Promise<Frames>(resolve => {
      let count = 0;
      let hasEnded = false;
      chat.addEventListener('lex-chat-reply', () => (hasEnded = true), { once: true });
      const next = () => {
        count += 1;
        // By the frame before this one.
        if (hasEnded && chat.shadowRoot!.querySelector('.message.assistant .under')) {
          resolve({ count, until: Date.now() });
        } else requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
    });
    Object.assign(globalThis, { counted });
  });
}

/** How many there have been, once it is shown. */
export function framesOf(page: Page): Promise<Frames> {
  return page.evaluate(() => (globalThis as unknown as { counted: Promise<Frames> }).counted);
}
