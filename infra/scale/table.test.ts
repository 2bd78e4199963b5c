import { readFileSync } from 'node:fs';
import { readLimits } from '@lex-chat/backend/functions/limits';
import { expect, it } from 'vitest';
import { DEFAULTS } from '../lib/config/config.ts';
import { BUSIEST_HOUR, peakOf, SURGE } from './peak.ts';
import { QUOTAS, SETTINGS } from './quotas.ts';
import { askedOfSettings, scaleTable, settingsTable } from './table.ts';

const document = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8');

// Some seconds of reckoning on an idle machine.
it('prints the tables that docs/scale.md shows (npm run scale)', { timeout: 180_000 }, () => {
  expect(between('<!-- busiest hour -->')).toBe(scaleTable(BUSIEST_HOUR));
  expect(between('<!-- surge -->')).toBe(scaleTable(SURGE));
  expect(between('<!-- settings -->')).toBe(settingsTable());
});

it('knows the settings as they are where nothing is said', () => {
  const { siteMessages, siteTokens } = readLimits({});
  expect(SETTINGS).toEqual({
    siteMessagesPerDay: siteMessages,
    siteTokensPerDay: siteTokens,
    requestsPerSecond: DEFAULTS.requestsPerSecond,
  });
});

it('finds the tokens of a day spent before any quota is met, as the page says', () => {
  expect(askedOfSettings(18_500).siteTokensPerDay).toBeLessThan(SETTINGS.siteTokensPerDay);
  expect(askedOfSettings(18_600).siteTokensPerDay).toBeGreaterThan(SETTINGS.siteTokensPerDay);
  expect(peakOf(18_600, 6, SURGE).lex).toBeLessThan(QUOTAS.lex!.limit);
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
