/** An HTTP `Retry-After`, which is a number of seconds or a date, in milliseconds from now; null when it says nothing. */
export function readRetryAfter(value: string | null | undefined, now: () => number = Date.now): number | null {
  if (!value) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.ceil(seconds * 1_000) : null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now());
}
