import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newMessageId } from '@lex-chat/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, useBrowser } from './browser.ts';
import { CARD, DAY, INSPECTION, SOURCE, TEXT } from './kinds-of-replies.ts';
import { openChat, pageWith, say, useScriptedSite } from './scripted-site.ts';

/** One language stands for those that are loaded in the same way. */
const OTHER_LANGUAGES = ['zh-hans', 'zh-hant', 'es', 'fr', 'de', 'pt', 'ar', 'he'];

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
  afterAll(() => void images.close());

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
    const features = ['delete', 'export', 'stop', 'feedback', 'upload:csv'];
    Object.assign(running.site.service.rules, { sockets: 'open', pageSize: 100, features });
    running.site.service.clear();
    const { page, errors } = await browser.visitor({ permissions: ['clipboard-write'] });
    const broken = await watchPolicy(page);
    const received = new Set<string>();
    page.on('response', response => void received.add(new URL(response.url()).pathname.slice('/v1/'.length)));
    await takeFiles(page);
    await page.goto(running.site.url);
    await openChat(page);
    await useEverything(page);
    expect(broken).toEqual([]);
    const parts = Object.keys(running.site.files).filter(part => !OTHER_LANGUAGES.includes(part));
    expect(parts.filter(part => !received.has(running.site.files[part]!))).toEqual([]);
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

  /** What the service behind this page does not do by itself: files, which go into a bucket of the same origin, and thumbs. */
  async function takeFiles(page: Page): Promise<void> {
    const uploadId = newMessageId();
    const form = { uploadId, url: `${running.site.url}bucket`, fields: { key: 'k' }, expiresAt: Date.now() + 60_000 };
    const attachment = { id: uploadId, name: '매출.csv', type: 'csv', size: 3 };
    await page.route('**/uploads', route => route.fulfill({ status: 201, json: form }));
    await page.route('**/bucket', route => route.fulfill({ status: 204 }));
    await page.route('**/uploads/*', route => route.fulfill({ json: { attachment, receipt: 'r' } }));
    await page.route('**/feedback', route => route.fulfill({ status: 204 }));
  }

  async function useEverything(page: Page): Promise<void> {
    await readReply(page);
    await judgeReply(page);
    await answerWhatIsAsked(page);
    await answerWhileClosed(page);
    await attachFile(page);
    await stopReply(page);
    await failAndTryAgain(page);
    await comeBack(page);
    await goByKeyboard(page);
    await takeOwnData(page);
    await goOnWithoutSockets(page);
    await lookOtherwise(page);
  }

  async function readReply(page: Page): Promise<void> {
    running.site.service.rules.answers = false;
    await say(page, '안녕');
    const text = TEXT.replace('IMAGE', `http://${imageHost}/a.svg`);
    await running.site.tellReply({ text, parts: [CARD, SOURCE], step: 7 });
    await page.locator('img').waitFor();
    await page.waitForFunction(
      () => document.querySelector('lex-chat')!.shadowRoot!.querySelector('img')!.naturalWidth > 0,
    );
    await page.getByText('1 < 2').waitFor();
    await page.getByRole('button', { name: '복사', exact: true }).click();
    await page.getByText('복사됨').waitFor();
    running.site.service.tell({ type: 'turn-inspected', inspection: INSPECTION });
    await page.locator('.inspector').waitFor();
  }

  async function judgeReply(page: Page): Promise<void> {
    await page.getByRole('link', { name: '배송 안내' }).waitFor();
    await page.getByRole('button', { name: '답변 복사' }).click();
    await page.getByText('복사했어요').first().waitFor();
    await page.getByRole('button', { name: '도움이 되지 않았어요' }).click();
    await page.getByLabel('어떤 점이 아쉬웠나요?').fill('제주는요?');
    await page.getByRole('button', { name: '의견 보내기' }).click();
    await page.getByText('의견 고마워요.').first().waitFor();
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

  async function answerWhileClosed(page: Page): Promise<void> {
    await say(page, '또');
    await page.getByRole('dialog').getByRole('button', { name: '채팅 닫기' }).click();
    await running.site.tellReply({ text: '그럼요.' });
    await page.getByText('새 메시지 1개').first().waitFor();
    await page.locator('lex-chat .launcher').click();
    await page.locator('.message', { hasText: '그럼요.' }).waitFor();
  }

  async function attachFile(page: Page): Promise<void> {
    const button = page.getByRole('button', { name: '파일 첨부' });
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
    await chooser.setFiles([
      { name: '매출.csv', mimeType: 'text/csv', buffer: Buffer.from('1,2') },
      { name: 'run.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
    ]);
    await page.getByText('이 형식의 파일은 첨부할 수 없어요.').first().waitFor();
    await page.locator('.attached .ready').waitFor();
    await page.getByRole('button', { name: '보내기', exact: true }).click();
    await running.site.tellReply({ text: '표예요.' });
    await page.locator('.message', { hasText: '표예요.' }).waitFor();
  }

  async function stopReply(page: Page): Promise<void> {
    await say(page, '길게');
    let goOn!: () => void;
    const isStopped = new Promise<void>(resolve => (goOn = resolve));
    const told = running.site.tellReply({ text: '아주 긴 답변이에요.', step: 3, pace: () => isStopped });
    await page.getByRole('button', { name: '답변 멈추기' }).click();
    goOn();
    await told;
    await page.getByRole('button', { name: '답변 멈추기' }).waitFor({ state: 'detached' });
  }

  async function failAndTryAgain(page: Page): Promise<void> {
    const { rules } = running.site.service;
    rules.answers = true;
    rules.rate = { left: 0, retryAfterMs: 600_000 };
    await say(page, '많이');
    await page.getByText('메시지를 한꺼번에 많이 보내셨어요').first().waitFor();
    rules.rate = null;
    await page.getByRole('button', { name: '다시 보내기' }).click();
    await page.locator('.message.assistant', { hasText: '많이!' }).waitFor();
  }

  /** To a history of more pages than one, which come when a reader scrolls up to them. */
  async function comeBack(page: Page): Promise<void> {
    running.site.service.rules.pageSize = 4;
    await page.reload();
    await openChat(page);
    await page.locator('.message', { hasText: '많이!' }).waitFor();
    await page.getByRole('button', { name: '이전 대화 더 보기' }).click();
    const log = page.getByRole('log');
    const countImages = async () => {
      await log.evaluate(scroller => scroller.scrollTo(0, scroller.scrollTop > 0 ? 0 : 1));
      return page.locator('img').count();
    };
    await expect.poll(countImages).toBe(1);
    await page.getByRole('button', { name: '최근 메시지로 이동' }).click();
    await page.getByRole('button', { name: '최근 메시지로 이동' }).waitFor({ state: 'detached' });
  }

  async function goByKeyboard(page: Page): Promise<void> {
    await page.getByRole('log').focus();
    // Its code is fetched when the transcript has the focus.
    await expect
      .poll(async () => {
        await page.keyboard.press('ArrowUp');
        return page.locator('.message:focus').count();
      })
      .toBe(1);
    await page.keyboard.press('F6');
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
    const chat = page.locator('lex-chat');
    await chat.evaluate(element => {
      element.setAttribute('lang', 'ja');
      element.setAttribute('theme', 'dark');
    });
    await expect.poll(() => page.locator('dialog.panel').getAttribute('lang')).toBe('ja');
    await chat.evaluate(element => {
      element.setAttribute('lang', 'en');
      Object.assign(element, { strings: { title: 'Ask the shop' } });
    });
    await page.getByRole('heading', { name: 'Ask the shop' }).waitFor();
    await say(page, 'Hello');
    await page.getByRole('button', { name: 'Copy answer' }).waitFor();
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
