import { expect } from 'vitest';
import { throttle } from './throttle.ts';
import type { RunningBrowser } from './browser.ts';
import { pageWith, PLAIN_PAGE, type ScriptedSite } from './scripted-site.ts';
import { readVitals, watchVitals, type Vitals } from './vitals.ts';

const CONTENT = `<h1>배송 안내</h1><p>${'주문하신 상품은 이틀 안에 도착합니다. '.repeat(200)}</p><button>장바구니</button>`;

/** A page with a chat that nobody opens, and the same page without one. */
export const WITH = PLAIN_PAGE.replace('<body>', `<body>${CONTENT}`);
export const WITHOUT = pageWith(CONTENT).replace(/<script.*?<\/script>/, '');

export interface Visit extends Vitals {
  readonly requests: number;
}

/** Loads one of them with a processor slowed down four times, and clicks once. */
export async function visitClosedPage(browser: RunningBrowser, site: ScriptedSite, html: string): Promise<Visit> {
  site.page = { html, headers: {} };
  const { page } = await browser.visitor();
  await throttle(page, 4);
  let requests = 0;
  page.on('request', () => (requests += 1));
  await watchVitals(page);
  await page.goto(site.url, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: '장바구니' }).click();
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await page.locator('lex-chat .launcher').count()).toBe(html === WITH ? 1 : 0);
  const vitals = await readVitals(page);
  await page.context().close();
  return { ...vitals, requests };
}
