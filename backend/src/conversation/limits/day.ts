const DAY_MS = 86_400_000;

/** A day in UTC, such as `2026-11-21`: what is counted by the day is counted by this. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** How long that day still lasts, in milliseconds. */
export function restOfDay(now: number): number {
  return DAY_MS - (now % DAY_MS);
}
