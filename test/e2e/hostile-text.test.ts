import { newMessageId, replyIdOf, type Part, type ReplyEntry } from '@lex-chat/protocol';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { messageEntry, replyEntry } from '../../widget/src/conversation/fake-service.ts';
import { hostileTexts } from '../../widget/src/markdown/hostile-fixture.ts';
import { times } from '../promises/measured.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { findDangers } from './find-dangers.ts';
import { openChat, pageWith, say, useScriptedSite } from './scripted-site.ts';

const TEXTS = [...hostileTexts()];

/** Every so many of them where one takes long to show. */
const some = (every: number) => TEXTS.filter((_, index) => index % every === 0);

describe.skipIf(!hasBrowser)('hostile text', () => {
  const browser = useBrowser();
  const running = useScriptedSite();
  const pages: Page[] = [];
  beforeAll(() => {
    running.site.service.rules.answers = false;
  });
  afterEach(async () => {
    running.site.onTheWay.clear();
    for (const page of pages.splice(0)) await page.close();
    // What is told is told to every page that still listens.
    await expect.poll(() => running.site.service.sockets.size).toBe(0);
  });

  /** An open chat, and what has been seen to go wrong: dialogs, navigations, requests to others, errors. */
  async function open(html = pageWith('<lex-chat lang="ko"></lex-chat>')) {
    running.site.page = { html, headers: {} };
    const { page, errors } = await browser.visitor();
    pages.push(page);
    const wrong: string[] = [];
    page.on('dialog', dialog => {
      wrong.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', request => {
      const { protocol, host } = new URL(request.url());
      if (protocol !== 'data:' && host !== new URL(running.site.url).host) wrong.push(`request ${request.url()}`);
    });
    await page.goto(running.site.url);
    page.on('framenavigated', frame => wrong.push(`navigation ${frame.url()}`));
    await openChat(page);
    await expect.poll(() => running.site.service.sockets.size).toBe(1);
    return {
      page,
      async expectHarmless() {
        expect([...wrong, ...errors, ...(await page.evaluate(findDangers))]).toEqual([]);
      },
    };
  }

  /** Has the service tell whole replies, and waits for the last one; the texts that show. */
  async function tellReplies(page: Page, replies: readonly Partial<ReplyEntry>[]): Promise<readonly string[]> {
    const entries = replies.map(given => {
      const id = newMessageId();
      return [messageEntry(id, '?'), { ...replyEntry(id, ''), ...given, id: replyIdOf(id), inReplyTo: id }] as const;
    });
    const end = newMessageId();
    const all = [...entries.flat(), messageEntry(end, '?'), replyEntry(end, `END${end}`)];
    running.site.service.tell({ type: 'history-deleted' }, ...all.map(entry => ({ type: 'entry', entry }) as const));
    await page.locator('.message', { hasText: `END${end}` }).waitFor();
    await page.locator('.markdown').first().waitFor();
    const shown = await page.locator('.message.assistant .pieces').allTextContents();
    return shown.slice(0, -1).map(text => text.trim());
  }

  it('in a reply harms nothing, and shows as something [R30] [R31]', async () => {
    const { page, expectHarmless } = await open();
    for (let from = 0; from < TEXTS.length; from += 500) {
      const texts = TEXTS.slice(from, from + 500);
      const shown = await tellReplies(
        page,
        texts.map(text => ({ text })),
      );
      expect(shown).toHaveLength(texts.length);
      expect(texts.filter((_, index) => !shown[index])).toEqual([]);
      await expectHarmless();
    }
  });

  it('that comes piece by piece harms nothing at any time [R30]', async () => {
    const { page, expectHarmless } = await open();
    await page.evaluate(watchDangers, `(${String(findDangers)})`);
    for (const [index, text] of some(times(29, 29, 89)).entries()) {
      await say(page, `질문 ${index}`);
      await page.locator('.message.visitor').nth(index).waitFor();
      await expect.poll(() => running.site.service.frames.at(-1)).toMatchObject({ text: `질문 ${index}` });
      await running.site.tellReply({
        text: text.normalize('NFC').replace(/[\ud800-\udfff]/g, '?'),
        step: 1 + (index % 4),
      });
      await page.locator('.message.assistant .under').nth(index).waitFor();
    }
    await expectHarmless();
  });

  it('on cards harms nothing, and shows [R30] [R31]', async () => {
    const { page, expectHarmless } = await open();
    const cards = some(11).map((text): Part => {
      const short = text.slice(0, 50);
      return {
        kind: 'card',
        title: short,
        subtitle: short,
        imageUrl: text.slice(0, 250),
        buttons: [{ text: short, value: short }],
      };
    });
    await tellReplies(
      page,
      cards.map(card => ({ parts: [card] })),
    );
    await page.locator('.card').first().waitFor();
    expect(await page.locator('.card').count()).toBe(cards.length);
    await expectHarmless();
  });

  it('that a visitor said, or that names who answers in which language, harms nothing [R30]', async () => {
    const { page, expectHarmless } = await open();
    for (const text of some(times(301, 301, 601))) {
      await say(page, text.replaceAll('\n', ' '));
      await page.locator('.message.visitor').last().waitFor();
    }
    await expectHarmless();
    const replies = some(17).map(text => ({
      text: '네',
      locale: text,
      source: { kind: 'channel', name: text } as const,
    }));
    await tellReplies(page, replies);
    await expectHarmless();
  });

  it('in the attributes of the element harms nothing [R30]', async () => {
    const { page, expectHarmless } = await open();
    const names = ['heading', 'theme', 'placement', 'lang', 'image-hosts', 'fallback-href', 'title'];
    for (const text of [...some(times(41, 41, 97)), "x' onclick=alert(1) '", '"><img src=x onerror=alert(1)>']) {
      await page.evaluate(
        async ({ text, names }) => {
          const chat = document.querySelector('lex-chat')!;
          for (const name of names) chat.setAttribute(name, text);
          await (chat as unknown as { readonly updateComplete: Promise<unknown> }).updateComplete;
        },
        { text, names },
      );
      await expectHarmless();
    }
  });

  it('as the address to fall back on makes no link that does anything but open a page [R30]', async () => {
    running.site.onTheWay.set('door', () => null);
    for (const address of [
      'javascript:globalThis.hostile=1',
      ' java\tscript:globalThis.hostile=1',
      'data:text/html,x',
    ]) {
      running.site.page = { html: pageWith(`<lex-chat fallback-href="${address}">전화하기</lex-chat>`), headers: {} };
      const { page } = await browser.visitor();
      await page.goto(running.site.url, { waitUntil: 'networkidle' });
      expect(await page.locator('lex-chat a').count()).toBe(0);
      expect(await page.locator('lex-chat').innerText()).toBe('전화하기');
    }
  });

  it('lets nothing of the page stand for its own settings [R36]', async () => {
    const clobbers = [
      'endpoint',
      'imageHosts',
      'lexChat',
      'customElements',
      'trustedTypes',
      'FILES',
      'fetch',
      'WebSocket',
    ];
    const markup = clobbers.map(name => `<a id="${name}" href="https://evil.example"></a><form name="${name}"></form>`);
    const { page, expectHarmless } = await open(pageWith(`${markup.join('')}<lex-chat lang="ko"></lex-chat>`));
    await tellReplies(page, [{ text: '![a](https://evil.example/a.png)' }]);
    await page.evaluate(() => {
      for (const type of ['lex-chat', 'config', 'open', 'send'])
        postMessage({ type, text: 'evil', endpoint: 'https://evil.example' }, '*');
    });
    await expectHarmless();
    expect(await page.locator('.message.visitor').count()).toBe(2);
  });

  it('does not keep harmless text from showing in full [R32]', async () => {
    const { page } = await open();
    const texts = [
      'if (a<b && b>c) return a<<2;',
      '<div class="x">안녕</div>',
      'x < 3 & y > 4 — 5 > 2',
      'مرحبا بالعالم، هذا نص عربي',
      '👩‍👩‍👧‍👦 가족 🇰🇷 👍🏽',
      'C:\\Users\\이름\\문서',
      '3 * 4 * 5 = 60, snake_case_name',
      'ㄱㄴㄷ 한글 漢字 かな ไทย',
    ];
    const shown = await tellReplies(
      page,
      texts.map(text => ({ text })),
    );
    expect(shown).toEqual(texts);
    const [code] = await tellReplies(page, [{ text: '```html\n<script>alert("a")</script>\n```' }]);
    expect(code).toContain('<script>alert("a")</script>');
  });
});

/** Looks at every change that is painted, from inside the page. What it finds, `findDangers` tells. */
function watchDangers(find: string): void {
  const look = (0, eval)(find) as () => string[];
  const seen = ((globalThis as { seenDangers?: string[] }).seenDangers = [] as string[]);
  new MutationObserver(() => {
    if (seen.length === 0) seen.push(...look());
  }).observe(document.querySelector('lex-chat')!.shadowRoot!, { subtree: true, childList: true, attributes: true });
}
