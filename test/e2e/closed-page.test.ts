import { describe, expect, it } from 'vitest';
import { throttle } from '../bench/throttle.ts';
import { hasBrowser, useBrowser } from './browser.ts';
import { pageWith, PLAIN_PAGE, useScriptedSite } from './scripted-site.ts';
import { readVitals, watchVitals, type Vitals } from './vitals.ts';

const ROUNDS = 5;
const CONTENT = `<h1>배송 안내</h1><p>${'주문하신 상품은 이틀 안에 도착합니다. '.repeat(200)}</p><button>장바구니</button>`;
const WITH = PLAIN_PAGE.replace('<body>', `<body>${CONTENT}`);
const WITHOUT = pageWith(CONTENT).replace(/<script.*?<\/script>/, '');

/** By which factor, or by how much where both are small, a page with a closed chat may be slower: a machine at work differs by that from itself. */
const FACTOR = 1.5;
const LEAST_MS = 60;

describe.skipIf(!hasBrowser)('a page with a closed chat', () => {
  const browser = useBrowser();
  const running = useScriptedSite();

  async function visit(html: string): Promise<Vitals> {
    running.site.page = { html, headers: {} };
    const { page } = await browser.visitor();
    await throttle(page, 4);
    await watchVitals(page);
    await page.goto(running.site.url, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: '장바구니' }).click();
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await page.locator('lex-chat .launcher').count()).toBe(html === WITH ? 1 : 0);
    const vitals = await readVitals(page);
    await page.context().close();
    return vitals;
  }

  it('is painted, answers and stands as it does without', async () => {
    const seen: { with: Vitals[]; without: Vitals[] } = { with: [], without: [] };
    // In turn, so that both meet the same machine.
    for (let round = 0; round < ROUNDS; round++) {
      seen.with.push(await visit(WITH));
      seen.without.push(await visit(WITHOUT));
    }
    for (const name of ['lcpMs', 'inpMs', 'tbtMs'] as const) {
      const [having, lacking] = [median(seen.with, name), median(seen.without, name)];
      expect(having, name).toBeLessThanOrEqual(Math.max(lacking * FACTOR, lacking + LEAST_MS));
    }
    expect(seen.without.every(({ lcpMs }) => lcpMs > 0)).toBe(true);
    expect(seen.with.map(({ shift }) => shift)).toEqual(seen.without.map(({ shift }) => shift));
  });
});

function median(seen: readonly Vitals[], name: keyof Vitals): number {
  return seen.map(vitals => vitals[name]).toSorted((a, b) => a - b)[Math.floor(seen.length / 2)]!;
}
