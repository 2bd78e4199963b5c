/** How many calls a bot takes. */
export interface ThrottleOptions {
  readonly perSecond: number;
}

/** Tells for each call whether it is still within the rate: a bucket that holds the calls of one second and fills evenly. */
export function createThrottle({ perSecond }: ThrottleOptions, now: () => number): () => boolean {
  let left = perSecond;
  let filledAt = now();
  return () => {
    const since = Math.max(now() - filledAt, 0);
    left = Math.min(left + (since / 1_000) * perSecond, perSecond);
    filledAt = now();
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
