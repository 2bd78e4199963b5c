import { readdirSync } from 'node:fs';
import type { Part } from '@lex-chat/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser, useBrowser } from './browser.ts';
import { openChat, say, useScriptedSite } from './scripted-site.ts';

/** What each part does without its file: what is seen in place of it. */
const WITHOUT: Readonly<Record<string, { readonly opens: boolean; readonly shows: string }>> = {
  door: { opens: false, shows: '문의하기' },
  panel: { opens: true, shows: '채팅을 불러오지 못했어요' },
  ko: { opens: true, shows: '채팅을 불러오지 못했어요' },
  rarities: { opens: true, shows: '&lt; 이틀 걸려요.!' },
  card: { opens: true, shows: '– 녹차' },
  history: { opens: true, shows: '지난 대화를 불러오지 못했어요' },
  ask: { opens: true, shows: '보내는 중' },
  site: { opens: true, shows: '연결되면 메시지를 이어서' },
  more: { opens: true, shows: '인터넷 연결을 확인하고 다시' },
  // The question stands, and can be answered in words.
  asking: { opens: true, shows: '며칠에 오세요?' },
  'ko-more': { opens: true, shows: '며칠에 오세요?' },
  // All that goes beyond a plain conversation: that goes on without it.
  extras: { opens: true, shows: '며칠에 오세요?' },
  // Thumbs and sources: the answer stands without them.
  'reply-tools': { opens: true, shows: '며칠에 오세요?' },
  // Whoever listens hears it anyway.
  'unread-badge': { opens: true, shows: '새 메시지 1개' },
  // The keys scroll, as they do anyway.
  walk: { opens: true, shows: '무엇을 도와드릴까요?' },
  // What is written is sent as it is elsewhere.
  attaching: { opens: true, shows: '무엇을 도와드릴까요?' },
  inspector: { opens: true, shows: '무엇을 도와드릴까요?' },
  'your-data': { opens: true, shows: '인터넷 연결을 확인하고 다시' },
};

const CARD: Part = {
  kind: 'card',
  title: '어떤 차를 찾으세요?',
  subtitle: null,
  imageUrl: null,
  buttons: [{ text: '녹차', value: '녹차 추천' }],
};

const DAY: Part = { kind: 'elicit', intent: 'Book', slot: 'Day', slotType: 'AMAZON.Date' };

const SOURCE: Part = { kind: 'citation', number: 1, title: '진료 시간', url: null };

/** As Korean is, where the page is in one of them. */
const LANGUAGES = ['ja', 'zh-hans', 'zh-hant', 'es', 'fr', 'de', 'pt', 'ar', 'he'];

/** What is loaded once Lex asks for something, or an answer names its sources. */
const LATER: readonly string[] = ['extras', 'asking', 'ko-more', 'reply-tools', 'unread-badge'];

/** Comes first in a changed file: whether that was run is seen from outside. */
const MARK = 'globalThis.tampered=1;';

const CHANGES: Readonly<Record<string, (content: Buffer) => Buffer | null>> = {
  'by one byte': flipped,
  'by code put before it': content => Buffer.concat([Buffer.from(MARK), content]),
  'so that it did not arrive': () => null,
};

/** One of each that fetches others: the loader, the door, the panel, and what the panel knows of later parts. */
const IN_EACH_WAY: readonly string[] = ['door', 'panel', 'card', 'reply-tools'];

describe.skipIf(!hasBrowser)('a file of the widget that was changed on its way', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  beforeEach(async () => {
    await expect.poll(() => running.site.service.sockets.size).toBe(0);
    running.site.onTheWay.clear();
    Object.assign(running.site.service.rules, { sockets: 'open', answers: true, features: ['delete', 'export'] });
  });

  it('is each of those that the build has written', () => {
    const built = readdirSync(new URL('../../widget/dist/assets', import.meta.url)).length;
    expect(Object.keys(running.site.files)).toHaveLength(built + 1);
    expect(Object.keys(running.site.files).toSorted()).toEqual(
      ['lex-chat', 'en', 'en-more', ...LANGUAGES, ...Object.keys(WITHOUT)].toSorted(),
    );
  });

  for (const [part, { opens, shows }] of Object.entries(WITHOUT)) {
    const changes = Object.entries(CHANGES).slice(0, IN_EACH_WAY.includes(part) ? undefined : 1);
    it.each(changes)(`is not run, and something stands in its place: ${part} %s [R35]`, async (_how, change) => {
      let isAskedFor = false;
      running.site.onTheWay.set(part, content => {
        isAskedFor = true;
        return change(content);
      });
      // Before the chat is opened, and with it a socket.
      if (part === 'ask') running.site.service.rules.sockets = 'refused';
      if (part === 'attaching') running.site.service.rules.features = ['upload:csv'];
      const { page, errors } = await browser.visitor();
      await page.goto(running.site.url);
      if (part === 'site') {
        await page.evaluate(() => Object.assign(document.querySelector('lex-chat')!, { visitorToken: 'a.b.c' }));
      }
      if (opens) await page.getByRole('button', { name: '채팅 열기' }).click();
      if (part === 'history') {
        // Whoever has been here may have said something.
        await page.getByRole('textbox').waitFor();
        await say(page, '안녕하세요');
        await page.locator('.message.assistant .under').waitFor();
        await page.reload();
        await page.getByRole('button', { name: '채팅 열기' }).click();
      }
      running.site.service.rules.answers = part !== 'card' && !LATER.includes(part);
      // The service answers with what it was told, and a mark behind it.
      // Chrome may have a page wait whose browser has closed many sockets; what is told meanwhile, nobody hears.
      if (['rarities', 'card', ...LATER].includes(part))
        await expect.poll(() => running.site.service.sockets.size, { timeout: 30_000 }).toBe(1);
      if (['rarities', 'card', 'ask', ...LATER].includes(part)) await say(page, '&lt; **이틀** 걸려요.');
      if (part === 'your-data' || part === 'more') await page.getByRole('button', { name: '내 데이터' }).click();
      if (part === 'card') await running.site.tellReply({ parts: [CARD] });
      if (part === 'unread-badge') await page.getByRole('button', { name: '채팅 닫기' }).first().click();
      if (LATER.includes(part)) await running.site.tellReply({ text: '며칠에 오세요?', parts: [DAY, SOURCE] });
      if (part === 'walk') await page.getByRole('log').focus();
      if (part === 'inspector') {
        await expect.poll(() => running.site.service.sockets.size).toBe(1);
        running.site.service.tell({ type: 'turn-inspected', inspection: {} });
      }
      await expect.poll(() => isAskedFor, { timeout: 10_000 }).toBe(true);
      await page.getByText(shows).first().waitFor();
      // The browser says that it has refused it, or that it was not there.
      await expect.poll(() => errors.join('\n')).toMatch(/'integrity' attribute|404/);
      expect(await page.evaluate(() => 'tampered' in globalThis)).toBe(false);
    });
  }

  it('is asked for again when the visitor wants it again, and then opens the chat', async () => {
    running.site.onTheWay.set('panel', flipped);
    const { page } = await browser.visitor();
    await page.goto(running.site.url);
    await page.getByRole('button', { name: '채팅 열기' }).click();
    await page.getByText('채팅을 불러오지 못했어요').waitFor();
    expect(await page.getByRole('link', { name: '문의하기' }).getAttribute('href')).toBe(
      new URL('/contact', running.site.url).href,
    );
    running.site.onTheWay.clear();
    await page.getByRole('button', { name: '다시 시도' }).click();
    await say(page, '**이틀** 걸려요.');
    await page.locator('strong', { hasText: '이틀' }).waitFor();
  });

  it('is not even the loader, where the page gives its integrity', async () => {
    const tag = `integrity="${running.site.manifest['lex-chat.js']!}"`;
    running.site.page = {
      ...running.site.page,
      html: running.site.page.html.replace('crossorigin', `crossorigin ${tag}`),
    };
    const whole = await browser.visitor();
    await whole.page.goto(running.site.url);
    await openChat(whole.page);
    running.site.onTheWay.set('lex-chat', content => Buffer.concat([Buffer.from(MARK), content]));
    const { page } = await browser.visitor();
    await page.goto(running.site.url, { waitUntil: 'networkidle' });
    expect(await page.evaluate(() => ['tampered' in globalThis, Boolean(customElements.get('lex-chat'))])).toEqual([
      false,
      false,
    ]);
  });
});

/** With one bit of a letter in it turned, so that it may still be a program. */
function flipped(content: Buffer): Buffer {
  const changed = Buffer.from(content);
  const place = changed.findLastIndex(byte => /[a-y]/.test(String.fromCharCode(byte)));
  changed[place]! ^= 1;
  return changed;
}
