import { pdf, SALES_CSV } from '@lex-chat/backend/conversation/files/fakes';
import { describe, expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { hasBrowser, useBrowser } from './browser.ts';

describe.skipIf(!hasBrowser)('a visitor with a file', () => {
  const running = useStack();
  const browser = useBrowser();

  it('attaches it on a page with a strict policy, has it summed up, asks on, and finds it there after a reload [P10.2]', async () => {
    const { page, errors } = await browser.visitor();
    const log = page.getByRole('log', { name: '대화 내용' });
    await page.goto(running.stack.url);
    await page.getByRole('button', { name: '채팅 열기' }).click();
    // Which files are taken is known with the session.
    const button = page.getByRole('button', { name: '파일 첨부' });
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
    await chooser.setFiles([
      { name: '매출.csv', mimeType: 'text/csv', buffer: Buffer.from(SALES_CSV) },
      { name: 'secret.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf('/Encrypt 5 0 R')) },
    ]);
    const list = page.getByRole('list', { name: '첨부한 파일' });
    await list.getByText('암호가 걸려 있어 열 수 없어요').waitFor();
    await page.getByRole('button', { name: '보내기' }).click();
    await log.getByText('‘매출.csv’ 파일은 3행 3열의 표예요').waitFor();
    await page.getByRole('textbox').fill('금액 열의 합계를 알려줄래?');
    await page.keyboard.press('Enter');
    await log.getByText('합계는 3,000이에요').waitFor();
    await page.reload();
    await page.getByRole('button', { name: '채팅 열기' }).click();
    await log.getByText('매출.csv · 1 KB').waitFor();
    // The refusal of the file is the one thing that the console tells.
    expect(errors.filter(error => !error.includes('422'))).toEqual([]);
  });
});
