import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { measured } from '../promises/measured.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { openChat, pageWith, say, useScriptedSite } from './scripted-site.ts';

const HOST =
  '<h1 style="font-size:60px">닥결문구점</h1><p>공책과 종이</p><button>사기</button><div style="height:3000px"></div>';
const CHAT = '<lex-chat lang="ko"></lex-chat>';

/** Points of the window, in a grid, at which a click would meet the chat rather than the page. */
const taken = (page: Page) =>
  page.evaluate(() => {
    const points: (readonly [x: number, y: number])[] = [];
    for (let x = 5; x < innerWidth; x += 10) {
      for (let y = 5; y < innerHeight; y += 10) {
        if (document.elementFromPoint(x, y)?.localName === 'lex-chat') points.push([x, y]);
      }
    }
    return points;
  });

describe.skipIf(!hasBrowser)('a page with a chat on it', () => {
  const browser = useBrowser();
  const running = useScriptedSite();

  it('is painted as it is without: nothing shifts, waits, or is larger', async ({ task }) => {
    running.site.page = { html: pageWith(HOST + CHAT), headers: {} };
    const { page } = await browser.visitor();
    await page.goto(running.site.url, { waitUntil: 'networkidle' });
    await page.locator('.launcher').waitFor();
    const seen = await page.evaluate(async () => {
      const entriesOf = (type: string) =>
        new Promise<PerformanceEntryList>(resolve => {
          const observer = new PerformanceObserver(list => resolve(list.getEntries()));
          observer.observe({ type, buffered: true });
          // Of what never happened nobody hears.
          requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
        });
      const files = performance.getEntriesByType('resource') as (PerformanceResourceTiming & {
        readonly renderBlockingStatus: string;
      })[];
      const painted = (await entriesOf('largest-contentful-paint')).at(-1) as
        (PerformanceEntry & { readonly element: Element | null }) | undefined;
      return {
        shifts: (await entriesOf('layout-shift')).length,
        largest: painted?.element?.localName,
        blocking: files.filter(({ renderBlockingStatus }) => renderBlockingStatus === 'blocking').length,
        files: files.length,
      };
    });
    expect(seen.files).toBeGreaterThan(0);
    expect(seen.largest).toBe('h1');
    measured(task).is('layout shifts', 0, seen.shifts);
    measured(task).is('files that the first paint waits for', 0, seen.blocking);
  });

  it('can be clicked everywhere but on the launcher, and on the panel while that is open', async () => {
    running.site.page = { html: pageWith(HOST + CHAT), headers: {} };
    const { page } = await browser.visitor();
    await page.goto(running.site.url);
    for (const selector of ['.launcher', '.panel']) {
      if (selector === '.panel') await openChat(page);
      await page.locator(selector).waitFor();
      await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
      const boxes = await Promise.all(
        ['.launcher', '.panel'].map(async name =>
          (await page.locator(name).count()) ? page.locator(name).boundingBox() : null,
        ),
      );
      const points = await taken(page);
      expect(points.length).toBeGreaterThan(10);
      const outside = points.filter(
        ([x, y]) =>
          !boxes.some(box => box && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height),
      );
      expect(outside).toEqual([]);
    }
    await page.context().close();
    await expect.poll(() => running.site.service.sockets.size).toBe(0);
  });

  it('has one conversation in two elements that ask for the same one, on one socket', async () => {
    running.site.page = {
      html: pageWith(`<lex-chat lang="ko" layout="inline" style="height:300px"></lex-chat>${CHAT}`),
      headers: {},
    };
    const sessions = running.site.service.sessionRequests.length;
    const { page } = await browser.visitor();
    await page.goto(running.site.url);
    await page.getByRole('textbox', { name: '메시지' }).waitFor();
    await say(page, '안녕');
    await page.getByRole('button', { name: '채팅 열기' }).click();
    await expect.poll(() => page.locator('.bubble', { hasText: '안녕!' }).count()).toBe(2);
    expect(running.site.service.sockets.size).toBe(1);
    expect(running.site.service.sessionRequests.length - sessions).toBe(1);
  });

  it('is told with the first request that the service does not allow it, and the visitor nothing of their internet', async () => {
    // Another origin, which answers without a word of this one.
    running.site.page = {
      html: pageWith(`<lex-chat lang="ko" endpoint="${running.site.service.endpoint}"></lex-chat>`),
      headers: {},
    };
    const { page } = await browser.visitor();
    const warned = page.waitForEvent('console', {
      predicate: message => message.text().includes('must be among its allowed origins'),
      timeout: 5_000,
    });
    await page.goto(running.site.url);
    await openChat(page);
    expect((await warned).text()).toContain(new URL(running.site.url).origin);
    await page.getByText('연결되면 메시지를 이어서 보내 드려요.').first().waitFor();
  });
});
