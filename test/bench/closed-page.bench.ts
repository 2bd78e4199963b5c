import { describe, it } from 'vitest';
import { hasBrowser, useBrowser } from '../e2e/browser.ts';
import { visitClosedPage, WITH, WITHOUT, type Visit } from '../e2e/closed-page.ts';
import { useScriptedSite } from '../e2e/scripted-site.ts';
import { inTurn, note, whenQuick } from './benchmark.ts';

const ROUNDS = whenQuick(2, 9);

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

  const visit = (html: string) => visitClosedPage(browser, running.site, html);

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
