import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import budget from '../../widget/budget.json' with { type: 'json' };
import { hasBrowser, useBrowser } from './browser.ts';
import { PLAIN_PAGE, useScriptedSite } from './scripted-site.ts';

/** A greeting, and what an answer is made of that a model formats. */
const GREETING = '안녕하세요';
const ANSWER = `## 배송
주문하신 뒤 **이틀** 안에 도착해요.

1. [주문 내역](https://shop.example/orders)을 엽니다.
2. \`배송 조회\`를 누릅니다.

- 제주: 3일
- 그 밖의 섬: _닷새_
`;

describe.skipIf(!hasBrowser)('what a browser receives', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  beforeAll(() => {
    running.site.service.rules.answers = false;
  });

  it.each([
    ['ko', '채팅 열기'],
    ['en', 'Open chat'],
  ])('stays within the budget: %s [R35]', async (language, open) => {
    running.site.page = { ...running.site.page, html: PLAIN_PAGE.replaceAll('lang="ko"', `lang="${language}"`) };
    const { page } = await browser.visitor();
    const received = await listen(page);
    await page.goto(running.site.url, { waitUntil: 'networkidle' });
    expect([...received.keys()].toSorted()).toEqual(fileNames('door', 'lex-chat'));
    expect(sum(received)).toBeLessThanOrEqual(budget.beforeOpening);

    await page.getByRole('button', { name: open }).click();
    await page.getByRole('textbox').fill(GREETING);
    await page.keyboard.press('Enter');
    await running.site.tellReply({ text: ANSWER, step: 7 });
    await page.locator('.message.assistant .under').waitFor();
    await page.locator('.markdown em').waitFor();
    await page.waitForLoadState('networkidle');
    expect([...received.keys()].toSorted()).toEqual(fileNames('door', language, 'lex-chat', 'panel'));
    expect(sum(received)).toBeLessThanOrEqual(budget.oneAnswer);
  });

  it('is nothing from the service, and keeps nothing, until the chat is opened; the panel comes when it is near [R35]', async () => {
    running.site.page = { ...running.site.page, html: PLAIN_PAGE };
    const { page } = await browser.visitor();
    const asked: string[] = [];
    page.on('request', request => asked.push(new URL(request.url()).pathname));
    page.on('websocket', () => asked.push('a socket'));
    await page.goto(running.site.url, { waitUntil: 'networkidle' });
    expect(asked.toSorted()).toEqual(['/', ...fileNames('door', 'lex-chat').map(name => `/v1/${name}`)]);

    await page.getByRole('button', { name: '채팅 열기' }).hover();
    const files = fileNames('door', 'ko', 'lex-chat', 'panel').map(name => `/v1/${name}`);
    await expect.poll(() => [...new Set(asked)].toSorted(), { timeout: 10_000 }).toEqual(['/', ...files]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      '',
    ]);
  });

  function fileNames(...parts: readonly string[]): readonly string[] {
    return parts.map(part => running.site.files[part]!).toSorted();
  }

  /** The bytes of each of the widget's files that come over the network, without the headers, which are the server's. */
  async function listen(page: Page): Promise<ReadonlyMap<string, number>> {
    const received = new Map<string, number>();
    const names = new Map<string, string>();
    const heads = new Map<string, number>();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    devtools.on('Network.responseReceived', ({ requestId, response }) => {
      const name = /\/v1\/(.+)$/.exec(response.url)?.[1];
      if (!name) return;
      expect(response.fromDiskCache ?? false).toBe(false);
      names.set(requestId, name);
      heads.set(requestId, response.encodedDataLength);
    });
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const name = names.get(requestId);
      if (name === undefined) return;
      // What is taken from the module map, or from memory, has not come again.
      const body = Math.max(0, encodedDataLength - heads.get(requestId)!);
      received.set(name, (received.get(name) ?? 0) + body);
    });
    return received;
  }

  const sum = (received: ReadonlyMap<string, number>) => [...received.values()].reduce((all, bytes) => all + bytes, 0);
});
