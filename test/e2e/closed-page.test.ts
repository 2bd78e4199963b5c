import { describe, expect, it } from 'vitest';
import { hasBrowser, useBrowser } from './browser.ts';
import { visitClosedPage, WITH, WITHOUT } from './closed-page.ts';
import { useScriptedSite } from './scripted-site.ts';
import type { Vitals } from './vitals.ts';

const ROUNDS = 5;

/** By which factor, or by how much where both are small, a page with a closed chat may be slower: a machine at work differs by that from itself. */
const FACTOR = 1.5;
const LEAST_MS = 60;

describe.skipIf(!hasBrowser)('a page with a closed chat', () => {
  const browser = useBrowser();
  const running = useScriptedSite();

  const visit = (html: string) => visitClosedPage(browser, running.site, html);

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
