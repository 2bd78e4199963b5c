import type { Day } from '../calendar.ts';

/** A way to say a day, and the day that is meant by its groups. */
export type DateRule = readonly [
  expression: RegExp,
  read: (groups: readonly (string | undefined)[], today: Day) => Day | undefined,
];
