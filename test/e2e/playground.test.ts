import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { openChat, say } from './scripted-site.ts';

describe.skipIf(!hasBrowser)('the playground', () => {
  const running = useStack({ faults: true });
  const browser = useBrowser();
  const visit = async (path = '/playground/') => {
    const visitor = await browser.visitor();
    await visitor.page.goto(running.stack.url + path);
    await visitor.page.waitForFunction(() => customElements.get('lex-chat'));
    return visitor;
  };
  const events = (page: Page) => page.locator('#events').innerText();

  it('changes how the chat is set up, and shows what the page hears of it', async () => {
    const { page, errors } = await visit();
    const chat = page.locator('lex-chat');
    await openChat(page);
    await say(page, '안녕');
    await expect.poll(() => events(page)).toMatch(/lex-chat-reply [^]*lex-chat-send \{"text":"안녕"/);
    await page.getByLabel('테마').selectOption('dark');
    await page.locator('lex-chat .root.dark').waitFor();
    await page.getByLabel('언어').selectOption('en');
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await page.getByLabel('봇').selectOption('banking');
    expect(await chat.getAttribute('bot')).toBe('banking');
    await page.getByLabel('배치').selectOption('inline');
    await page.locator('lex-chat section.panel').waitFor();
    await page.getByRole('button', { name: '비우기' }).click();
    expect(await events(page)).not.toContain('lex-chat-send');
    expect(errors).toEqual([]);
  });

  it('has its events beside the open chat, on whichever side that is', async () => {
    const { page } = await visit();
    await page.setViewportSize({ width: 1280, height: 800 });
    await openChat(page);
    for (const place of ['bottom-right', 'bottom-left'] as const) {
      await page.getByLabel('자리').selectOption(place);
      const overlap = async () => {
        const panel = await page.locator('lex-chat [part=panel]').boundingBox();
        const list = await page.locator('#events').boundingBox();
        return Math.min(panel!.x + panel!.width, list!.x + list!.width) - Math.max(panel!.x, list!.x);
      };
      await expect.poll(overlap, { message: place }).toBeLessThanOrEqual(0);
    }
  });

  it('breaks the connection, and lets it come back', async () => {
    const { page } = await visit('/en/playground/');
    await page.getByRole('button', { name: 'Open chat' }).click();
    await expect.poll(() => events(page)).toContain('"connection":"online"');
    await page.getByLabel('What is broken?').selectOption('all');
    await expect.poll(() => events(page)).toMatch(/"connection":"(offline|unreachable|connecting)"/);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('What is broken?').selectOption('none');
    await expect.poll(() => events(page), { timeout: 30_000 }).toContain('"connection":"online"');
  });

  it('breaks what is behind the service, and mends it', async () => {
    const { page } = await visit('/en/playground/');
    await page.getByRole('button', { name: 'Open chat' }).click();
    const breakService = async (fault: string) => {
      const set = page.waitForResponse('**/playground/faults');
      await page.getByLabel('Faults behind the service').selectOption(fault);
      expect((await set).status()).toBe(200);
      await page.getByRole('button', { name: 'Clear' }).click();
    };
    await breakService('model-breaks-off');
    await say(page, 'How long does delivery take?');
    await expect.poll(() => events(page)).toContain('"reason":"interrupted"');
    await page.getByText('This answer breaks off he').first().waitFor();
    await say(page, '배송은 얼마나 걸려요?');
    await page.getByText('이 답은 여기서 끊').first().waitFor();
    await breakService('lex-fails');
    await say(page, 'Hello');
    await expect.poll(() => events(page), { timeout: 30_000 }).toMatch(/lex-chat-reply .*"kind":"model"/);
    await breakService('none');
    await say(page, 'Hello');
    await expect.poll(() => events(page), { timeout: 30_000 }).toMatch(/lex-chat-reply .*"kind":"intent"/);
  });

  it('refuses to break what it does not know, and at the word of another site', async () => {
    const asked = async (contentType: string, fault: string) => {
      const headers = { 'content-type': contentType };
      const body = JSON.stringify({ fault });
      return (await fetch(`${running.stack.url}/playground/faults`, { method: 'POST', headers, body })).status;
    };
    expect(await asked('application/json', 'constructor')).toBe(400);
    expect(await asked('text/plain', 'lex-fails')).toBe(400);
  });

  it('shows a developer how a turn was answered, and an ordinary visitor nothing of it', async () => {
    const { page, errors } = await visit();
    const inspected = page.locator('lex-chat .inspector');
    await openChat(page);
    await say(page, '안녕');
    await expect.poll(() => events(page)).toContain('lex-chat-reply');
    await say(page, '민수');
    await expect.poll(async () => (await events(page)).match(/lex-chat-reply/g)?.length).toBe(2);
    expect(await inspected.count()).toBe(0);

    await page.getByRole('button', { name: '개발자로 보기' }).click();
    await page.getByRole('button', { name: '비우기' }).click();
    await say(page, '안녕');
    await inspected.waitFor();
    const told = await inspected.innerText();
    for (const word of ['인텐트: HelloWorld', 'complete', 'ElicitSlot', 'HelloWorld · 1.00', '대기', 'ms'])
      expect(told).toContain(word);
    expect(errors).toEqual([]);
  });
});
