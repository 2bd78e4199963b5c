/** So many a minute, evenly spaced, of which `burst` may come at once: in `t` minutes never more than `burst + perMinute × t`. */
export interface Rate {
  readonly perMinute: number;
  readonly burst: number;
}

export type Passed = { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };

/** A rate that lets no more than `most` pass in any minute: so many of them at once, the others evenly spaced. */
export function atMost(most: number, burst: number): Rate {
  return { burst, perMinute: Math.max(most - burst, 1) };
}

/** The time between two that come evenly, in whole milliseconds: sums of fractions would let one pass too early. */
export function spacingOf({ perMinute }: Rate): number {
  return Math.ceil(60_000 / perMinute);
}

/**
 * When the next one is due once one more has passed `now`; undefined if that is one too many. The generic cell rate algorithm:
 * whoever has passed so often that the next is due far ahead of time has had their burst.
 */
export function dueAfter(due: number, now: number, rate: Rate): number | undefined {
  const spacing = spacingOf(rate);
  const next = Math.max(due, now);
  return next > now + spacing * (rate.burst - 1) ? undefined : next + spacing;
}

/** Whoever is refused and comes again after one spacing finds room, unless others have taken it. */
export function refused(rate: Rate): Extract<Passed, { ok: false }> {
  return { ok: false, retryAfterMs: spacingOf(rate) };
}
