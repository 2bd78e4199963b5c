import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { dayOf, formatDay } from './day.ts';

const NOON = new Date(2026, 2, 4, 12, 5).getTime();
const DAY_MS = 24 * 3_600_000;

const { TZ } = process.env;
afterEach(() => {
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
});

it('calls a day what the language calls it, if it has a word', () => {
  const called = (language: string) => [0, 1, 2, 3].map(days => formatDay(NOON - days * DAY_MS, language, NOON));
  expect(called('ko')).toEqual(['오늘', '어제', '그저께', '2026년 3월 1일 일요일']);
  expect(called('en')).toEqual(['today', 'yesterday', 'Monday, March 2, 2026', 'Sunday, March 1, 2026']);
});

it('takes the day where the visitor is', () => {
  const at = Date.UTC(2026, 2, 4, 14, 30);
  const later = Date.UTC(2026, 2, 4, 15, 30);
  process.env.TZ = 'Asia/Seoul';
  expect(formatDay(at, 'de', later)).toBe('gestern');
  expect(formatDay(at, 'de', later + 7 * DAY_MS)).toBe('Mittwoch, 4. März 2026');
  process.env.TZ = 'Pacific/Kiritimati';
  expect(formatDay(at, 'fr', later)).toBe('aujourd’hui');
  expect(formatDay(at, 'fr', later + 7 * DAY_MS)).toBe('jeudi 5 mars 2026');
});

it('counts days, of 23 and 25 hours as well', () => {
  process.env.TZ = 'Europe/Berlin';
  const hour = fc.integer({ min: 0, max: 23 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 365 }), hour, hour, (day, before, after) => {
      const at = new Date(2026, 0, day, before).getTime();
      const now = new Date(2026, 0, day + 1, after).getTime();
      expect(formatDay(at, 'en', now)).toBe('yesterday');
      expect(dayOf(now)).toBeGreaterThan(dayOf(at));
    }),
  );
});
