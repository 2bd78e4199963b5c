import { describe, it } from 'vitest';
import { hasBrowser, useBrowser } from '../e2e/browser.ts';
import { pageWith, PLAIN_PAGE, useScriptedSite } from '../e2e/scripted-site.ts';
import { readVitals, watchVitals, type Vitals } from '../e2e/vitals.ts';
import { inTurn, note, whenQuick } from './benchmark.ts';
import { throttle } from './throttle.ts';

const ROUNDS = whenQuick(2, 9);
const CONTENT = `<h1>배송 안내</h1><p>${'주문하신 상품은 이틀 안에 도착합니다. '.repeat(200)}</p><button>장바구니</button>`;
const WITH = PLAIN_PAGE.replace('<body>', `<body>${CONTENT}`);
const WITHOUT = pageWith(CONTENT).replace(/<script.*?<\/script>/, '');

interface Visit extends Vitals {
  readonly requests: number;
}

const SHOWN: Readonly<Record<keyof Visit, readonly [what: string, unit: string]>> = {
  lcpMs: ['largest contentful paint', 'ms'],
  inpMs: ['interaction to next paint, a click', 'ms'],
  tbtMs: ['total blocking time', 'ms'],
  shift: ['cumulative layout shift', ''],
  requests: ['requests', ''],
};

describe.skipIf(!hasBrowser)('a page with a closed chat', () => {
  const browser = useBrowser();
  const running = useScriptedSite();

  async function visit(html: string): Promise<Visit> {
    running.site.page = { html, headers: {} };
    const { page } = await browser.visitor();
    await throttle(page, 4);
    let requests = 0;
    page.on('request', () => (requests += 1));
    await watchVitals(page);
    await page.goto(running.site.url);
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: '장바구니' }).click();
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    const vitals = await readVitals(page);
    await page.context().close();
    return { ...vitals, requests };
  }

  it('is as quick as without', { timeout: 600_000 }, async ({ task }) => {
    const seen: Record<string, Visit[]> = { 'with lex-chat': [], without: [] };
    await inTurn(ROUNDS, {
      'with lex-chat': async () => seen['with lex-chat']!.push(await visit(WITH)),
      without: async () => seen['without']!.push(await visit(WITHOUT)),
    });
    for (const [name, [what, unit]] of Object.entries(SHOWN)) {
      const of = Object.fromEntries(
        Object.entries(seen).map(([which, visits]) => [which, visits.map(vitals => vitals[name as keyof Visit])]),
      );
      note(task, { area: 'page', what: `${what}, processor slowed down four times`, unit, of });
    }
  });
});
