import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { hasBrowser, useBrowser } from './browser.ts';

describe.skipIf(!hasBrowser)('the demo site', () => {
  const running = useStack();
  const browser = useBrowser();
  const openAt = async (page: Page, path: string, button = '채팅 열기') => {
    await page.goto(running.stack.url + path);
    await page.getByRole('button', { name: button }).click();
  };
  const say = async (page: Page, text: string) => {
    await page.getByRole('textbox').fill(text);
    await page.keyboard.press('Enter');
  };
  const bubbles = (page: Page) => page.getByRole('log').locator('[part=visitor], [part=reply]').allInnerTexts();

  it('lets a visitor of the bank move money in Korean, and see it there after a reload', async () => {
    const { page, errors } = await browser.visitor();
    const log = page.getByRole('log', { name: '대화 내용' });
    await page.goto(running.stack.url);
    await page.getByRole('link', { name: '이웃 은행' }).click();
    await page.getByRole('heading', { name: '은행 일은 말로' }).waitFor();
    await page.getByRole('button', { name: '채팅 열기' }).click();

    await say(page, '새벗은행에서 모아은행으로 5만 원 보내 줘');
    await log.getByText('50,000원을 보낼까요?').waitFor();
    await say(page, '네');
    await log.getByText('50,000원을 보냈어요.').waitFor();
    await log.getByText('남은 돈은 270,000원이에요.').waitFor();
    await say(page, '모아은행 잔액 알려 줘');
    await log.getByText('2,750,000원').waitFor();

    const said = await bubbles(page);
    await page.reload();
    await page.getByRole('button', { name: '채팅 열기' }).click();
    await log.getByText('2,750,000원').waitFor();
    expect(await bubbles(page)).toEqual(said);
    expect(errors).toEqual([]);
  });

  it('keeps what is said at the bank and what is said in the shop apart', async () => {
    const { page, errors } = await browser.visitor();
    const log = page.getByRole('log', { name: '대화 내용' });
    await openAt(page, '/bank.html');
    await say(page, '새벗은행에 얼마 있어요');
    await log.getByText('320,000원').waitFor();
    const atBank = await bubbles(page);

    await openAt(page, '/');
    await page.getByText('무엇을 도와드릴까요?').waitFor();
    expect(await bubbles(page)).toEqual([]);
    await say(page, '안녕');
    await log.getByText('이름을 알려 주세요').waitFor();

    await openAt(page, '/bank.html');
    await log.getByText('320,000원').waitFor();
    expect(await bubbles(page)).toEqual(atBank);
    expect(errors).toEqual([]);
  });

  it('banks in English on a telephone', async () => {
    const { page, errors } = await browser.visitor({
      locale: 'en-GB',
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    await openAt(page, '/en/bank.html', 'Open chat');
    await say(page, 'Send 50,000 won from Saebeot to Moa');
    const log = page.getByRole('log');
    await log.getByText('Shall I send 50,000 won from Saebeot Bank checking to Moa Bank savings?').waitFor();
    await say(page, 'no');
    await log.getByText('All right, no money was sent.').waitFor();
    expect(errors).toEqual([]);
  });
});
