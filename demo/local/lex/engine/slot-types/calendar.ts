/** A day, as the milliseconds at which it begins in UTC. */
export type Day = number;

const DAY_MS = 86_400_000;

export function dayOf(clock: Date): Day {
  return Math.floor(clock.getTime() / DAY_MS) * DAY_MS;
}

export function addDays(day: Day, count: number): Day {
  return day + count * DAY_MS;
}

/** On the last day of a month that is shorter: 31 January and a month is 28 February. */
export function addMonths(day: Day, count: number): Day {
  const { year, month, dayOfMonth } = partsOf(day);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return Date.UTC(year, month - 1 + count, Math.min(dayOfMonth, last));
}

/** Undefined for a day that no calendar has, such as 30 February. */
export function dayFrom(year: number, month: number, dayOfMonth: number): Day | undefined {
  const day = Date.UTC(year, month - 1, dayOfMonth);
  const parts = partsOf(day);
  return parts.year === year && parts.month === month && parts.dayOfMonth === dayOfMonth ? day : undefined;
}

/** Months from 1. */
export function partsOf(day: Day): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const date = new Date(day);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() };
}

/** From 0 for Monday. */
export function weekdayOf(day: Day): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

/** The weekday `weeks` after this week, which began on Monday. */
export function weekdayInWeek(today: Day, weekday: number, weeks: number): Day {
  return addDays(today, weekday - weekdayOf(today) + weeks * 7);
}

/** Today or later. */
export function comingWeekday(today: Day, weekday: number): Day {
  return addDays(today, (weekday - weekdayOf(today) + 7) % 7);
}

/** A day of a month, this year or, when it is over, next year. */
export function comingDate(today: Day, month: number, dayOfMonth: number): Day | undefined {
  const { year } = partsOf(today);
  const here = dayFrom(year, month, dayOfMonth);
  return here !== undefined && here >= today ? here : dayFrom(year + 1, month, dayOfMonth);
}

/** A day of this month or, when it is over, of the next that has it. */
export function comingDayOfMonth(today: Day, dayOfMonth: number): Day | undefined {
  const { year, month } = partsOf(today);
  for (let ahead = 0; ahead <= 2; ahead++) {
    const first = partsOf(Date.UTC(year, month - 1 + ahead, 1));
    const day = dayFrom(first.year, first.month, dayOfMonth);
    if (day !== undefined && day >= today) return day;
  }
  return undefined;
}

/** As ISO 8601 writes a day. */
export function isoDay(day: Day): string {
  return new Date(day).toISOString().slice(0, 10);
}
