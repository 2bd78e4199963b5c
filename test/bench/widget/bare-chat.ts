import type { Asked } from './chats.ts';
import { handOver } from './give.ts';
import type { PeerSite } from './peers.ts';

/** The bare Lit element as a chat: what is said is a line, and an answer is put into one text as it comes, and nothing else. */
export function bareChat(peers: PeerSite): Asked {
  return {
    host: 'bare-chat',
    typing: { field: 'textarea', line: '.line' },
    async open(page) {
      await page.goto(peers.url('bare'));
      await page.locator('bare-chat textarea').waitFor();
      await page.evaluate(() => {
        const root = document.querySelector('bare-chat')!.shadowRoot!;
        const place = root.appendChild(document.createElement('p')).appendChild(new Text());
        Object.assign(globalThis, { hear: (piece: string) => place.appendData(piece), end: () => undefined });
      });
    },
    async ask(page) {
      await page.locator('bare-chat textarea').fill('질문');
      await page.locator('bare-chat textarea').press('Enter');
    },
    answer: (page, pieces, give = handOver()) => give(page, pieces),
  };
}
