import {
  addDays,
  addMonths,
  comingDate,
  comingDayOfMonth,
  comingWeekday,
  dayFrom,
  partsOf,
  weekdayInWeek,
  type Day,
} from '../calendar.ts';
import type { DateRule } from './date-rule.ts';

const WEEKDAYS = '월화수목금토일';
const WEEKS: Readonly<Record<string, number>> = { 지난: -1, 저번: -1, 이번: 0, 금: 0, 다음: 1, 담: 1, 다다음: 2 };

/** How a day is said in Korean, the longest ways first. Numerals are in digits by then. */
export const KOREAN_DATES: readonly DateRule[] = [
  [/(\d{4})\s?년\s?(\d{1,2})\s?월\s?(\d{1,2})\s?일/u, ([year, month, day]) => dayFrom(+year!, +month!, +day!)],
  [
    /(내년|올해|작년)\s?(\d{1,2})\s?월\s?(\d{1,2})\s?일/u,
    ([when, month, day], today) =>
      dayFrom(partsOf(today).year + (when === '내년' ? 1 : when === '작년' ? -1 : 0), +month!, +day!),
  ],
  [
    /(지난|저번|이번|다다음|다음|담)\s?달\s?(\d{1,2})\s?일/u,
    ([when, day], today) => inMonth(today, WEEKS[when!]!, +day!),
  ],
  [/(\d{1,2})\s?월\s?(\d{1,2})\s?일/u, ([month, day], today) => comingDate(today, +month!, +day!)],
  [
    /(지난|저번|이번|다다음|다음|담|금)\s?주\s?([월화수목금토일])(?:요일|욜)/u,
    ([when, weekday], today) => weekdayInWeek(today, WEEKDAYS.indexOf(weekday!), WEEKS[when!]!),
  ],
  [
    /(\d{1,3})\s?(일|주일|주|개월|달|년)\s?(뒤|후|전)/u,
    ([count, unit, direction], today) => shift(today, unit!, direction === '전' ? -Number(count) : Number(count)),
  ],
  [
    /(?<!\p{L})(그저께|그제|어제|오늘|금일|내일모레|내일|명일|모레|글피)/u,
    ([word], today) => addDays(today, DAYS[word!]!),
  ],
  [/(?<!\p{L})다음\s?주(?!\p{L})/u, (_, today) => addDays(today, 7)],
  [/(?<!\p{L})([월화수목금토일])(?:요일|욜)/u, ([weekday], today) => comingWeekday(today, WEEKDAYS.indexOf(weekday!))],
  [/(?<![\d.,/-]|월\s?)(\d{1,2})\s?일(?!\p{L}*(?:동안|간))/u, ([day], today) => comingDayOfMonth(today, +day!)],
];

const DAYS: Readonly<Record<string, number>> = {
  그저께: -2,
  그제: -2,
  어제: -1,
  오늘: 0,
  금일: 0,
  내일: 1,
  명일: 1,
  내일모레: 2,
  모레: 2,
  글피: 3,
};

function inMonth(today: Day, months: number, day: number): Day | undefined {
  const { year, month } = partsOf(addMonths(today, months));
  return dayFrom(year, month, day);
}

function shift(today: Day, unit: string, count: number): Day {
  if (unit === '일') return addDays(today, count);
  if (unit.startsWith('주')) return addDays(today, 7 * count);
  return addMonths(today, unit === '년' ? 12 * count : count);
}
