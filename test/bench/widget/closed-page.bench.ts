import { describe, it } from 'vitest';
import { hasBrowser } from '../../e2e/browser.ts';
import { visitClosedPage, WITH, WITHOUT, type Visit } from '../../e2e/closed-page.ts';
import { useScriptedSite } from '../../e2e/scripted-site.ts';
import { atMost, inTurn, median, note, whenQuick } from '../benchmark.ts';
import { useWarmBrowser } from './warm-browser.ts';

const ROUNDS = whenQuick(2, 25);

/** By how much each may be more than without, which is by what a page differs from itself: a frame or three of a slow processor, and a task cut short. */
const SHOWN: Readonly<Record<keyof Visit, readonly [what: string, unit: string, more: number]>> = {
  lcpMs: ['largest contentful paint', 'ms', 50],
  inpMs: ['interaction to next paint, a click', 'ms', 16],
  tbtMs: ['total blocking time', 'ms', 50],
  shift: ['cumulative layout shift', '', 0],
  requests: ['requests', '', 2],
};

describe.skipIf(!hasBrowser)('a page with a closed chat', () => {
  const running = useScriptedSite();
  const browser = useWarmBrowser(running);

  const visit = (html: string) => visitClosedPage(browser, running.site, html);

  it('is as quick as without', { timeout: 600_000 }, async ({ task }) => {
    const seen: Record<string, Visit[]> = { 'with lex-chat': [], without: [] };
    await inTurn(ROUNDS, {
      'with lex-chat': async () => seen['with lex-chat']!.push(await visit(WITH)),
      without: async () => seen['without']!.push(await visit(WITHOUT)),
    });
    for (const [name, [what, unit, more]] of Object.entries(SHOWN)) {
      const of = Object.fromEntries(
        Object.entries(seen).map(([which, visits]) => [which, visits.map(vitals => vitals[name as keyof Visit])]),
      );
      const most = median(of['without']!) + more;
      const target = atMost(
        most,
        median(of['with lex-chat']!),
        more === 0 ? 'without' : `without and ${more} ${unit}`.trim(),
      );
      note(task, { area: 'page', what: `${what}, processor slowed down four times`, unit, of, target });
    }
  });
});
