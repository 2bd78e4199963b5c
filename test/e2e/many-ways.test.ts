import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { measured, times } from '../promises/measured.ts';
import { useStack } from '../stack/stack.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { openChat, say } from './scripted-site.ts';
import { storedHistory } from './stored-history.ts';

describe.skipIf(!hasBrowser)('a chat on a bad line', () => {
  const running = useStack({ pace: { firstTokenMs: 5, tokensPerSecond: 2_000 } });
  const browser = useBrowser();

  const bubbles = (page: Page) => page.locator('[part=visitor], [part=reply]').allTextContents();
  const visitorSaid = (page: Page) => page.locator('[part=visitor] p').allTextContents();
  const answers = (page: Page) => page.locator('.source');

  /** What the service has stored of the visitor's words, in its order. */
  const stored = async (page: Page) =>
    (await storedHistory(page, running.stack.url)).filter(({ role }) => role === 'visitor').map(({ text }) => text);

  it(
    '[R7] sends what was typed offline in order, once, after the page was loaded again',
    { timeout: 180_000 },
    async ({ task }) => {
      const { page } = await browser.visitor();
      await page.goto(running.stack.url);
      await openChat(page);
      await say(page, '안녕');
      await answers(page).first().waitFor();
      await page.context().setOffline(true);
      const typed = Array.from({ length: times(6, 20) }, (_, n) => `오프라인에서 쓴 ${n + 1}번째 말`);
      for (const text of typed) await say(page, text);
      const all = ['안녕', ...typed];
      expect(await visitorSaid(page)).toEqual(all);
      expect(await page.getByText('보내는 중').count()).toBe(1);

      await page.context().setOffline(false);
      await page.reload();
      await openChat(page);
      await page.getByText(typed.at(-1)!).first().waitFor();
      await expect.poll(() => stored(page), { timeout: 150_000, interval: 500 }).toHaveLength(all.length);
      await expect.poll(() => page.getByText('보내는 중').count(), { timeout: 20_000 }).toBe(0);
      const kept = await stored(page);
      measured(task).is('messages out of order', 0, kept.filter((text, n) => text !== all[n]).length);
      measured(task).is(
        'messages stored twice or not at all',
        0,
        Math.abs(new Set(kept).size - all.length) + (kept.length - all.length),
      );
      expect(await visitorSaid(page)).toEqual(all);
    },
  );

  it('[R9] shows the same in two tabs of one visitor, once', { timeout: 300_000 }, async ({ task }) => {
    const rounds = times(1, 50);
    let differing = 0;
    let doubled = 0;
    for (let round = 0; round < rounds; round++) {
      const { page: left } = await browser.visitor();
      await left.goto(running.stack.url);
      await openChat(left);
      await say(left, '처음');
      await answers(left).first().waitFor();
      const right = await left.context().newPage();
      await right.goto(running.stack.url);
      await openChat(right);
      await answers(right).first().waitFor();
      // Both at once, so that their order is the service's to say.
      await Promise.all([say(left, '왼쪽 하나'), say(right, '오른쪽 하나')]);
      await Promise.all([say(right, '오른쪽 둘'), say(left, '왼쪽 둘')]);
      for (const tab of [left, right]) await expect.poll(() => answers(tab).count(), { timeout: 30_000 }).toBe(5);
      const [mine, yours] = [await bubbles(left), await bubbles(right)];
      if (JSON.stringify(mine) !== JSON.stringify(yours)) differing++;
      const said = await visitorSaid(left);
      doubled += said.length - new Set(said).size;
      await left.context().close();
    }
    measured(task).is(`conversations of ${rounds} that differ between two tabs`, 0, differing);
    measured(task).is('messages shown twice', 0, doubled);
  });

  for (const [what, isHeldBack] of [
    ['sockets are blocked', false],
    ['sockets and streams are blocked', true],
  ] as const) {
    it(`[R10] answers where ${what}, with one quiet notice and no loop`, async ({ task }) => {
      const { page } = await browser.visitor();
      let knocks = 0;
      await page.routeWebSocket(/\/socket/, socket => {
        knocks++;
        void socket.close();
      });
      if (isHeldBack) {
        await page.route('**/chat', route =>
          route.request().headers()['accept'] === 'text/event-stream' ? route.abort() : route.continue(),
        );
      }
      await page.goto(running.stack.url);
      const begun = Date.now();
      await openChat(page);
      await say(page, '안녕');
      await answers(page).first().waitFor();
      measured(task).atMost(`until the first answer where ${what}`, 10_000, Date.now() - begun, 'ms');
      await say(page, '민수예요');
      await expect.poll(() => answers(page).count()).toBe(2);
      measured(task).is('notices', 1, await page.locator('lex-chat .notice').count());
      expect(await page.locator('lex-chat .notice').innerText()).toContain('답변이 조금 늦을 수 있어요');
      measured(task).atMost('sockets tried', 4, knocks);
      expect(await page.getByText('보내지 못했어요').count()).toBe(0);
    });
  }

  it('[R10] has its socket also where the page is opened by the other name of this machine', async () => {
    const { page } = await browser.visitor();
    const sockets: string[] = [];
    page.on('websocket', socket => sockets.push(socket.url()));
    const url = new URL(running.stack.url);
    await page.goto(`http://127.0.0.1:${url.port}/`);
    await openChat(page);
    await say(page, '안녕');
    await answers(page).first().waitFor();
    expect(sockets).toEqual([`ws://127.0.0.1:${url.port}/socket`]);
  });
});
