import { fileURLToPath } from 'node:url';
import { startModel } from '@lex-chat/demo/model/start-model';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { hasBrowser, useBrowser } from './browser.ts';

const PAGES = fileURLToPath(new URL('../../demo/site', import.meta.url));

describe.skipIf(!hasBrowser)('the first conversation', () => {
  const running = useStack({ pace: { firstTokenMs: 100, tokensPerSecond: 30 } });
  const browser = useBrowser();

  const open = async (page: Page) => {
    await page.goto(running.stack.url);
    await page.getByRole('button', { name: '채팅 열기' }).click();
  };
  const say = async (page: Page, text: string) => {
    await page.locator('lex-chat [part=input]').fill(text);
    await page.keyboard.press('Enter');
  };
  const transcript = (page: Page) => page.getByRole('log', { name: '대화 내용' });
  const bubbles = (page: Page) => transcript(page).locator('[part=visitor], [part=reply]').allInnerTexts();

  it('travels from the page to Lex, the model and the table, and is there again after a reload', async () => {
    const { page, errors } = await browser.visitor();
    await open(page);

    await say(page, '안녕');
    await transcript(page).getByText('이름을 알려 주세요').waitFor();
    await say(page, '저는 민수예요');
    await transcript(page).getByText('“민수” 님이라고').waitFor();
    await say(page, '네');
    await transcript(page).getByText('이제 인사를 나눴으니').waitFor();
    const closing = (await bubbles(page)).slice(-2);
    expect(closing[0]).toContain('민수 님');
    expect(closing[1]).toContain('이제 인사를 나눴으니');

    await say(page, '배송은 얼마나 걸려요?');
    const steps = await lengthsOfLastReply(page);
    expect(steps.length, `grew in steps of ${steps.join(', ')}`).toBeGreaterThanOrEqual(10);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    await transcript(page).getByText('AI 답변').waitFor();

    const said = await bubbles(page);
    expect(said.length).toBeGreaterThanOrEqual(9);
    await page.reload();
    await page.getByRole('button', { name: '채팅 열기' }).click();
    await transcript(page).getByText('AI 답변').waitFor();
    expect(await bubbles(page)).toEqual(said);
    expect(errors).toEqual([]);

    const stranger = await browser.visitor();
    await open(stranger.page);
    await stranger.page.getByText('무엇을 도와드릴까요?').waitFor();
    expect(await bubbles(stranger.page)).toEqual([]);
  });

  it('has the looks that its style sheets give it, squeezed as they are', async () => {
    const { page } = await browser.visitor();
    await open(page);
    await say(page, '안녕');
    await transcript(page).getByText('이름을 알려 주세요').waitFor();
    const looks = await page.evaluate(() => {
      const root = document.querySelector('lex-chat')!.shadowRoot!;
      const styleOf = (selector: string) => getComputedStyle(root.querySelector(selector)!);
      return {
        bubble: styleOf('[part=visitor]').backgroundColor,
        composer: parseFloat(styleOf('[part=input]').paddingLeft) + parseFloat(styleOf('.composer').paddingLeft),
        sheets: root.adoptedStyleSheets.map(({ cssRules }) => [...cssRules].map(rule => rule.cssText).join('')),
      };
    });
    expect(looks.bubble).not.toBe('rgba(0, 0, 0, 0)');
    expect(looks.composer).toBeGreaterThan(4);
    // A template with an escape that is none holds nothing but this.
    expect(looks.sheets.filter(sheet => sheet === '' || sheet.includes('undefined'))).toEqual([]);
  });

  it('speaks English on the English pages', async () => {
    const { page, errors } = await browser.visitor({ locale: 'en-GB' });
    await page.goto(`${running.stack.url}/en/`);
    await page.getByRole('button', { name: 'Open chat' }).click();
    await page.getByRole('textbox').fill('hello');
    await page.keyboard.press('Enter');
    await page.getByRole('log').locator('[part=reply]').first().waitFor();
    expect(await page.getByRole('log').locator('[part=reply]').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/name/i)]),
    );
    expect(errors).toEqual([]);
  });

  it('has a conversation in each language, which a visitor finds again', async () => {
    const { page, errors } = await browser.visitor();
    await open(page);
    await say(page, '안녕');
    await transcript(page).getByText('이름을 알려 주세요').waitFor();
    const korean = await bubbles(page);

    await page.goto(`${running.stack.url}/en/`);
    await page.getByRole('button', { name: 'Open chat' }).click();
    await page.getByText('How can we help?').waitFor();
    await page.getByRole('textbox').fill('hello');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('name').first().waitFor();

    await open(page);
    await transcript(page).getByText('이름을 알려 주세요').waitFor();
    expect(await bubbles(page)).toEqual(korean);
    expect(errors).toEqual([]);
  });

  it('shows the times of a conversation where a reload shows them', async () => {
    const { page } = await browser.visitor();
    await open(page);
    await say(page, '안녕');
    await transcript(page).getByText('이름을 알려 주세요').waitFor();
    await transcript(page).locator('.assistant time').waitFor();
    expect(await transcript(page).locator('.visitor time').count()).toBe(0);
    await page.reload();
    await page.getByRole('button', { name: '채팅 열기' }).click();
    await transcript(page).locator('.assistant time').waitFor();
    expect(await transcript(page).locator('time').count()).toBe(1);
  });

  it('costs a page nothing before the chat is opened', async () => {
    const { page } = await browser.visitor();
    const requests: string[] = [];
    page.on('request', request => requests.push(new URL(request.url()).pathname));
    await page.goto(running.stack.url, { waitUntil: 'networkidle' });
    expect(requests.filter(path => /^\/(sessions|history|chat|socket)/.test(path))).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  });

  it('says so when an answer cannot be had, and has it when asked again', async () => {
    const { page } = await browser.visitor();
    await open(page);
    const { model } = running.stack;
    await model.close();
    await say(page, '배송은 얼마나 걸려요?');
    await transcript(page).getByText('지금은 답변하기 어려워요').waitFor();

    const again = await startModel({ pages: PAGES, port: Number(new URL(model.url).port) });
    await transcript(page).getByRole('button', { name: '다시 보내기' }).click();
    await transcript(page).getByText('AI 답변').waitFor();
    expect(await transcript(page).getByText('지금은 답변하기 어려워요').count()).toBe(0);
    expect(await bubbles(page)).toHaveLength(2);
    await again.close();
  });
});

/** How long the last reply was, each time it had grown, until the model has ended it. Looked at once a frame. */
function lengthsOfLastReply(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const root = document.querySelector('lex-chat')!.shadowRoot!;
    const lengths: number[] = [];
    for (;;) {
      const rows = [...root.querySelectorAll('li.message.assistant')];
      const last = rows.at(-1);
      const isModels = last?.querySelector('.source.model') !== null;
      const length = last?.querySelector('.streaming, .source.model')
        ? (last.querySelector('.pieces')?.textContent.length ?? 0)
        : 0;
      if (length > (lengths.at(-1) ?? 0)) lengths.push(length);
      if (last && isModels && !last.querySelector('.streaming')) return lengths;
      await new Promise(requestAnimationFrame);
    }
  });
}
