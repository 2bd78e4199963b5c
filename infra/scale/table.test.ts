import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BUSIEST_HOUR, peakOf, SURGE } from './peak.ts';
import { scaleTable } from './table.ts';

const document = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8');

it('prints the tables that docs/scale.md shows (npm run scale)', () => {
  expect(between('<!-- busiest hour -->')).toBe(scaleTable(BUSIEST_HOUR));
  expect(between('<!-- surge -->')).toBe(scaleTable(SURGE));
});

it('lives through the same rush twice', () => {
  expect(peakOf(100_000, 6, SURGE)).toEqual(peakOf(100_000, 6, SURGE));
});

it('asks for what arithmetic says, but for chance', () => {
  const peak = peakOf(3_000_000, 6, SURGE);
  const arrivals = 3_000_000 / 30 / 600;
  expect(peak.connects).toBeGreaterThan(arrivals);
  expect(peak.connects).toBeLessThan(arrivals * 1.5);
  // Little's law: sockets at once are arrivals a second by the seconds they stay, and nobody has left before five minutes.
  expect(peak.sockets).toBeGreaterThan(arrivals * 300 * 0.95);
  expect(peak.sockets).toBeLessThan(arrivals * 600);
});

function between(mark: string): string {
  const start = document.indexOf(mark);
  expect(start).toBeGreaterThan(0);
  return document.slice(start + mark.length, document.indexOf('<!-- end -->', start)).trim();
}
