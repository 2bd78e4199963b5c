import { modelSays } from '@lex-chat/demo/faults/model-streams';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { measured } from '../promises/measured.ts';
import { useStack } from '../stack/stack.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { openChat, say } from './scripted-site.ts';
import { storedHistory } from './stored-history.ts';

/** For what a busy machine takes its time with. */
const SOON = { timeout: 10_000 };

/** An answer of half a minute. */
const PIECES = Array.from({ length: 1_000 }, (_, n) => `${n + 1}번째 조각. `);

describe.skipIf(!hasBrowser)('a visitor', () => {
  const running = useStack({ faults: true });
  const browser = useBrowser();
  afterEach(() => running.stack.faults!.clear());

  const stored = (page: Page) => storedHistory(page, running.stack.url);

  /** Has the model speak slowly; answers when it was hung up on. */
  function speakSlowly(): { readonly hungUpAt: number | null } {
    const speaking = { hungUpAt: null as number | null };
    running.stack.faults!.model.set(call => {
      const fault = modelSays({ pieces: PIECES, end: 'complete', pauseMs: 30 })(call);
      if (fault.does !== 'answer') return fault;
      return {
        does: 'answer',
        answer(response, kill) {
          response.once('close', () => (speaking.hungUpAt = performance.now()));
          return fault.answer(response, kill);
        },
      };
    });
    return speaking;
  }

  it('[R13] stops an answer: at once in the page, soon in the model, and what is shown is what is stored', async ({
    task,
  }) => {
    const speaking = speakSlowly();
    const { page, errors } = await browser.visitor();
    await page.goto(running.stack.url);
    await openChat(page);
    await say(page, '교환이나 환불은 어떻게 하나요?');
    const reply = page.locator('[part=reply]');
    await reply.getByText('20번째 조각').waitFor();

    const atClick = page.getByRole('button', { name: '답변 멈추기' }).evaluate(button => {
      const bubble = (button.getRootNode() as ShadowRoot).querySelector('[part=reply]')!;
      const painted: string[] = [];
      Object.assign(globalThis, { painted });
      (button as HTMLElement).click();
      const held = bubble.textContent;
      const look = () => {
        const text = bubble.textContent;
        if (text !== (painted.at(-1) ?? held)) painted.push(text);
        requestAnimationFrame(look);
      };
      look();
      return held;
    });
    const pressedAt = performance.now();
    await atClick;
    await expect.poll(() => speaking.hungUpAt, SOON).not.toBeNull();
    measured(task).atMost('until the model was hung up on', 2_000, speaking.hungUpAt! - pressedAt, 'ms');

    await page.getByText('답변을 멈췄어요.').waitFor();
    await expect.poll(async () => (await stored(page)).at(-1), SOON).toMatchObject({ reason: 'stopped' });
    const kept = (await stored(page)).at(-1)!.text.trim();
    await expect.poll(async () => (await reply.textContent())?.trim(), SOON).toBe(kept);
    const painted = await page.evaluate(() => (globalThis as unknown as { painted: string[] }).painted);
    measured(task).is(
      'texts shown after the press, besides what is stored',
      0,
      painted.filter(text => text.trim() !== kept).length,
    );
    await page.reload();
    await openChat(page);
    await expect.poll(async () => (await reply.textContent())?.trim(), SOON).toBe(kept);
    expect(errors).toEqual([]);
  });

  it('[R29] deletes all that was said when they say so twice, in every tab and while it is answered', async ({
    task,
  }) => {
    speakSlowly();
    const { page } = await browser.visitor();
    await page.goto(running.stack.url);
    await openChat(page);
    await say(page, '교환이나 환불은 어떻게 하나요?');
    await page.locator('[part=reply]').getByText('5번째 조각').waitFor();
    const other = await page.context().newPage();
    await other.goto(running.stack.url);
    await openChat(other);
    await other.locator('[part=reply]').getByText('5번째 조각').waitFor();

    await page.getByRole('button', { name: '내 데이터' }).click();
    await page.getByRole('button', { name: '대화 삭제' }).click();
    expect(await stored(page), 'before it is confirmed').toHaveLength(1);
    const pressed = performance.now();
    await page.getByRole('button', { name: '삭제', exact: true }).click();
    for (const tab of [page, other])
      await expect.poll(() => tab.locator('[part=visitor], [part=reply]').count(), SOON).toBe(0);
    expect(await stored(page)).toEqual([]);
    measured(task).atMost('until it was gone from every tab and the history', 5_000, performance.now() - pressed, 'ms');
    for (const tab of [page, other]) {
      await tab.reload();
      await openChat(tab);
      expect(await tab.locator('[part=visitor], [part=reply]').count()).toBe(0);
    }
  });
});
