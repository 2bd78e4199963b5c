import { comingDate, dayFrom, dayOf, isoDay, type Day } from './calendar.ts';
import type { DateRule } from './date/date-rule.ts';
import { ENGLISH_DATES } from './date/english.ts';
import { KOREAN_DATES } from './date/korean.ts';
import { value, type SlotType } from './slot-type.ts';
import { writtenInDigits } from './written-in-digits.ts';

/**
 * `AMAZON.Date`: a day, as 2026-03-05. A day without a year is the next one: 다음 주 월요일, 3월 5일, tomorrow,
 * `next Friday` (the Friday of next week).
 */
export const date: SlotType = (text, { localTime }) => {
  const said = writtenInDigits(text.normalize('NFKC'));
  const today = dayOf(localTime());
  for (const [expression, read] of RULES) {
    const match = expression.exec(said);
    const day = match && read(match.slice(1), today);
    if (match && day != null && isWritable(day)) return value(match[0].trim(), isoDay(day));
  }
  return undefined;
};

const RULES: readonly DateRule[] = [
  [/(?<!\d)(\d{4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})(?!\d)/u, ([year, month, day]) => dayFrom(+year!, +month!, +day!)],
  ...KOREAN_DATES,
  ...ENGLISH_DATES,
  [/(?<![\d/.,])(\d{1,2})\/(\d{1,2})(?![\d/.,])/u, ([month, day], today) => comingDate(today, +month!, +day!)],
];

/** Four digits of a year are all that a slot has room for. */
function isWritable(day: Day): boolean {
  return day >= Date.UTC(1000, 0, 1) && day < Date.UTC(10_000, 0, 1);
}
