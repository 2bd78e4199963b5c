import {
  addDays,
  addMonths,
  comingDate,
  comingDayOfMonth,
  comingWeekday,
  dayFrom,
  weekdayInWeek,
} from '../calendar.ts';
import type { DateRule } from './date-rule.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const COUNTS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY =
  '(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const COUNT = `(\\d{1,3}|an?|${COUNTS.slice(1).join('|')})`;

/** How a day is said in English, the longest ways first. */
export const ENGLISH_DATES: readonly DateRule[] = [
  [rule(`${MONTH} ${DAY},? (\\d{4})`), ([month, day, year]) => dayFrom(+year!, monthOf(month!), +day!)],
  [rule(`${DAY} (?:of )?${MONTH},? (\\d{4})`), ([day, month, year]) => dayFrom(+year!, monthOf(month!), +day!)],
  [rule(`${MONTH} (?:the )?${DAY}`), ([month, day], today) => comingDate(today, monthOf(month!), +day!)],
  [rule(`${DAY} (?:of )?${MONTH}`), ([day, month], today) => comingDate(today, monthOf(month!), +day!)],
  [rule('(\\d{1,2})/(\\d{1,2})/(\\d{4})'), ([month, day, year]) => dayFrom(+year!, +month!, +day!)],
  [
    rule(`(last|this|next) ${WEEKDAY}`),
    ([when, weekday], today) =>
      weekdayInWeek(today, weekdayOf(weekday!), when === 'last' ? -1 : when === 'next' ? 1 : 0),
  ],
  [rule('the day after tomorrow|day after tomorrow'), (_, today) => addDays(today, 2)],
  [rule('the day before yesterday'), (_, today) => addDays(today, -2)],
  [rule('tomorrow'), (_, today) => addDays(today, 1)],
  [rule('today|tonight'), (_, today) => today],
  [rule('yesterday'), (_, today) => addDays(today, -1)],
  [rule(`in ${COUNT} (day|week|month|year)s?`), ([count, unit], today) => shift(today, countOf(count!), unit!)],
  [
    rule(`${COUNT} (day|week|month|year)s? (?:from now|later)`),
    ([count, unit], today) => shift(today, countOf(count!), unit!),
  ],
  [rule(`${COUNT} (day|week|month|year)s? ago`), ([count, unit], today) => shift(today, -countOf(count!), unit!)],
  [rule('next week'), (_, today) => addDays(today, 7)],
  [rule('next month'), (_, today) => addMonths(today, 1)],
  [rule(`(?:on )?${WEEKDAY}`), ([weekday], today) => comingWeekday(today, weekdayOf(weekday!))],
  [rule('(?:on )?the (\\d{1,2})(?:st|nd|rd|th)'), ([day], today) => comingDayOfMonth(today, +day!)],
];

function rule(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'iu');
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function weekdayOf(name: string): number {
  return WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase());
}

function countOf(count: string): number {
  if (/^an?$/iu.test(count)) return 1;
  const word = COUNTS.indexOf(count.toLowerCase());
  return word > 0 ? word : Number(count);
}

function shift(today: number, count: number, unit: string): number {
  switch (unit.toLowerCase()) {
    case 'day':
      return addDays(today, count);
    case 'week':
      return addDays(today, 7 * count);
    case 'month':
      return addMonths(today, count);
    default:
      return addMonths(today, 12 * count);
  }
}
