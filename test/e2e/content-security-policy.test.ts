import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Part } from '@lex-chat/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, useBrowser } from './browser.ts';
import { openChat, pageWith, say, useScriptedSite } from './scripted-site.ts';

const TEXT = `### 제목

**굵게** \`코드\` [안내](https://shop.example/a) ![차](IMAGE)

| 가 | 나 |
| --- | --- |
| 1 | 2 |

\`\`\`ts
const a = 1;
\`\`\`

1 &lt; 2, <b>HTML</b>
`;

const CARD: Part = {
  kind: 'card',
  title: '고르기',
  subtitle: null,
  imageUrl: null,
  buttons: [{ text: '녹차', value: '녹차' }],
};

const DAY: Part = { kind: 'elicit', intent: 'Book', slot: 'Day', slotType: 'AMAZON.Date' };

const README = readFileSync(new URL('../../widget/README.md', import.meta.url), 'utf8');
const README_POLICY = /^default-src[^`]*/m.exec(README)![0].replace(/\s+/g, ' ').trim();

describe.skipIf(!hasBrowser)('a page with a strict policy', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  const images = createServer((_request, response) => {
    response
      .writeHead(200, { 'Content-Type': 'image/svg+xml' })
      .end('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  });
  let imageHost = '';
  beforeAll(async () => {
    await new Promise<void>(resolve => images.listen(0, resolve));
    imageHost = `localhost:${(images.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    images.close();
  });

  /** The policy of the widget's README, with the addresses of this test. */
  function policy(scripts: string): string {
    return README_POLICY.replace("'nonce-…'", scripts)
      .replace(
        'https://chat.example.com wss://chat.example.com',
        `'self' ${running.site.service.endpoint.replace('http', 'ws')}`,
      )
      .replace('https://img.example.com', `data: http://${imageHost}`);
  }

  it.each([
    ['by nonce', () => `'nonce-bcb1'`, () => 'nonce="bcb1"'],
    [
      'by the hash of every file',
      () =>
        Object.values(running.site.manifest)
          .map(hash => `'${hash}'`)
          .join(' '),
      () => `integrity="${running.site.manifest['lex-chat.js']!}"`,
    ],
  ])('that names scripts %s sees it broken by no feature [R34]', async (_how, scripts, attribute) => {
    const tag = `<lex-chat lang="ko" image-hosts="${imageHost}"></lex-chat>`;
    running.site.page = { html: pageWith(tag, attribute()), headers: { 'Content-Security-Policy': policy(scripts()) } };
    Object.assign(running.site.service.rules, { sockets: 'open', pageSize: 100 });
    running.site.service.clear();
    const { page, errors } = await browser.visitor({ permissions: ['clipboard-write'] });
    const broken = await watchPolicy(page);
    await page.goto(running.site.url);
    await openChat(page);
    await useEverything(page);
    expect(broken).toEqual([]);
    // The service was told to refuse sockets.
    expect(errors.filter(error => !error.startsWith('WebSocket connection'))).toEqual([]);
  });

  it('that forbids what is not so sees that it does', async () => {
    running.site.page = {
      html: pageWith('<lex-chat></lex-chat>'),
      headers: { 'Content-Security-Policy': policy("'none'") },
    };
    const { page } = await browser.visitor();
    const broken = await watchPolicy(page);
    await page.goto(running.site.url);
    await expect.poll(() => broken).toEqual(['script-src-elem']);
  });

  async function useEverything(page: Page): Promise<void> {
    await readReply(page);
    await answerWhatIsAsked(page);
    await failAndTryAgain(page);
    await comeBack(page);
    await takeOwnData(page);
    await goOnWithoutSockets(page);
    await lookOtherwise(page);
  }

  async function readReply(page: Page): Promise<void> {
    running.site.service.rules.answers = false;
    await say(page, '안녕');
    await running.site.tellReply({ text: TEXT.replace('IMAGE', `http://${imageHost}/a.svg`), parts: [CARD], step: 7 });
    await page.locator('img').waitFor();
    await page.waitForFunction(
      () => document.querySelector('lex-chat')!.shadowRoot!.querySelector('img')!.naturalWidth > 0,
    );
    await page.getByText('1 < 2').waitFor();
    await page.getByRole('button', { name: '복사' }).click();
    await page.getByText('복사됨').waitFor();
  }

  /** By a card, and by a control. */
  async function answerWhatIsAsked(page: Page): Promise<void> {
    await page.getByRole('button', { name: '녹차' }).click();
    await running.site.tellReply({ text: '며칠에 오세요?', parts: [DAY] });
    await page.locator('input[type=date]').fill('2030-05-06');
    await page.getByRole('button', { name: '보내기', exact: true }).click();
    await running.site.tellReply({ text: '네.' });
    await page.locator('.message', { hasText: '네.' }).waitFor();
  }

  async function failAndTryAgain(page: Page): Promise<void> {
    const { rules } = running.site.service;
    rules.answers = true;
    rules.rate = { left: 0, retryAfterMs: 600_000 };
    await say(page, '많이');
    await page.getByText('메시지가 한꺼번에 많이 왔어요').first().waitFor();
    rules.rate = null;
    await page.getByRole('button', { name: '다시 보내기' }).click();
    await page.locator('.message.assistant', { hasText: '많이!' }).waitFor();
  }

  /** To a history of more pages than one. */
  async function comeBack(page: Page): Promise<void> {
    running.site.service.rules.pageSize = 4;
    await page.reload();
    await openChat(page);
    await page.locator('.message', { hasText: '많이!' }).waitFor();
    await page.getByRole('button', { name: '이전 대화 더 보기' }).click();
    await page.locator('img').waitFor();
  }

  async function takeOwnData(page: Page): Promise<void> {
    await page.getByRole('button', { name: '내 데이터' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '대화 내려받기' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.json$/);
    await page.getByRole('button', { name: '내 데이터' }).click();
    await page.getByRole('button', { name: '대화 삭제' }).click();
    await page.getByRole('button', { name: '삭제', exact: true }).click();
    await page.getByText('무엇을 도와드릴까요?').waitFor();
  }

  async function goOnWithoutSockets(page: Page): Promise<void> {
    const { service } = running.site;
    service.rules.sockets = 'refused';
    service.drop();
    await page.reload();
    await openChat(page);
    await say(page, '소켓 없이');
    await page.locator('.message', { hasText: '소켓 없이!' }).waitFor({ timeout: 45_000 });
  }

  async function lookOtherwise(page: Page): Promise<void> {
    await page.setViewportSize({ width: 390, height: 700 });
    await page.locator('lex-chat').evaluate(chat => {
      chat.setAttribute('lang', 'en');
      chat.setAttribute('theme', 'dark');
    });
    await page.getByRole('heading', { name: 'Chat with us' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close chat' }).click();
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
  }
});

/** The directives that a page has seen broken. */
async function watchPolicy(page: Page): Promise<readonly string[]> {
  const broken: string[] = [];
  await page.exposeFunction('tellBroken', (directive: string) => void broken.push(directive));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      (globalThis as unknown as { tellBroken: (directive: string) => void }).tellBroken(effectiveDirective);
    });
  });
  return broken;
}
