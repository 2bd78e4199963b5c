import { newMessageId } from '@lex-chat/protocol';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { messageEntry, replyEntry } from '../../widget/src/conversation/fake-service.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { openChat, useScriptedSite } from './scripted-site.ts';

describe.skipIf(!hasBrowser)('a long conversation', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  beforeAll(() => {
    running.site.service.rules.pageSize = 50;
  });

  function store(turns: number): void {
    for (let turn = 0; turn < turns; turn += 1) {
      const id = newMessageId();
      running.site.service.store(messageEntry(id, `질문 ${turn}`), replyEntry(id, `답 ${turn}`));
    }
  }

  /** Comes back to the conversation; how many elements that took, and how many pages of history. */
  async function comeBack(page: Page): Promise<{ readonly elements: number; readonly pages: number }> {
    const before = running.site.service.requests.length;
    await page.reload();
    await openChat(page);
    await page.locator('.message').last().waitFor();
    await page.locator('.markdown').first().waitFor();
    // What comes after the answers adds elements of its own.
    await page.locator('.tools').last().waitFor();
    return {
      elements: await page.evaluate(() => document.querySelector('lex-chat')!.shadowRoot!.querySelectorAll('*').length),
      pages: running.site.service.requests.slice(before).filter(request => request.startsWith('GET /history')).length,
    };
  }

  it('of 10,000 entries opens like one of 50', async () => {
    const { page, errors } = await browser.visitor();
    await page.goto(running.site.url);
    await openChat(page);
    // Without a session it would be somebody else who comes back.
    await expect.poll(() => running.site.service.sockets.size).toBe(1);
    store(25);
    const short = await comeBack(page);
    store(4_975);
    const long = await comeBack(page);
    expect(short.pages).toBe(1);
    // One element more: what asks for earlier messages.
    expect(long).toEqual({ elements: short.elements + 1, pages: 1 });
    expect(await page.locator('.message').last().innerText()).toContain('답 4974');

    await page.locator('.transcript').evaluate(log => void (log.scrollTop = 0));
    await page.getByText('질문 4925').waitFor();
    expect(errors).toEqual([]);
  });
});
