import fc from 'fast-check';
import { expect, it } from 'vitest';
import { date } from './date.ts';
import { heardBy, SATURDAY } from './hear-in.fake.ts';

// 21 November 2026 is a Saturday.
const hear = heardBy(date);

it('hears what a visitor picks in a calendar of the widget, in both languages', () => {
  expect(hear('2026년 12월 24일')).toBe('2026-12-24');
  expect(date('December 24, 2026', { ...SATURDAY, language: 'en' })?.interpretedValue).toBe('2026-12-24');
});

it.each([
  ['오늘', '2026-11-21'],
  ['내일이요', '2026-11-22'],
  ['모레', '2026-11-23'],
  ['내일모레', '2026-11-23'],
  ['어제', '2026-11-20'],
  ['다음 주 월요일', '2026-11-23'],
  ['다음주 금요일에', '2026-11-27'],
  ['이번 주 일요일', '2026-11-22'],
  ['다다음 주 수요일', '2026-12-02'],
  ['월요일', '2026-11-23'],
  ['토요일', '2026-11-21'],
  ['12월 25일', '2026-12-25'],
  ['3월 5일', '2027-03-05'],
  ['삼월 오일', '2027-03-05'],
  ['2027년 3월 5일', '2027-03-05'],
  ['내년 3월 5일', '2027-03-05'],
  ['다음 달 3일', '2026-12-03'],
  ['25일', '2026-11-25'],
  ['3일 뒤', '2026-11-24'],
  ['사흘 후에', '2026-11-24'],
  ['2주 후', '2026-12-05'],
  ['한 달 뒤', '2026-12-21'],
  ['2026-12-01', '2026-12-01'],
  ['12/24', '2026-12-24'],
  ['today', '2026-11-21'],
  ['tomorrow please', '2026-11-22'],
  ['the day after tomorrow', '2026-11-23'],
  ['yesterday', '2026-11-20'],
  ['next friday', '2026-11-27'],
  ['on Monday', '2026-11-23'],
  ['this sunday', '2026-11-22'],
  ['in three days', '2026-11-24'],
  ['in a week', '2026-11-28'],
  ['March 5th', '2027-03-05'],
  ['5 March 2028', '2028-03-05'],
  ['Dec 25', '2026-12-25'],
  ['the 25th', '2026-11-25'],
  ['12/31/2026', '2026-12-31'],
])('reads “%s” as %s', (text, day) => {
  expect(hear(text)).toBe(day);
});

it.each([
  '',
  '언젠가',
  '2월 30일',
  '13월 1일',
  'maybe',
  'I may come',
  'Monday-ish but never 31 February 2027'.slice(14),
  '일요',
])('finds no day in “%s”', text => {
  expect(hear(text)).toBeUndefined();
});

it('reads every day of the coming years back', () => {
  const day = fc.integer({ min: Date.UTC(2026, 10, 21), max: Date.UTC(2099, 11, 31) });
  fc.assert(
    fc.property(day, at => {
      const iso = new Date(at).toISOString().slice(0, 10);
      const [year, month, dayOfMonth] = iso.split('-').map(Number);
      expect(hear(iso)).toBe(iso);
      expect(hear(`${year}년 ${month}월 ${dayOfMonth}일에요`)).toBe(iso);
    }),
  );
});
