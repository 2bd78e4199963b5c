/** Lets so many through a second, and so many at once after a rest. */
export interface TokenBucket {
  /** Takes one, if there is one. */
  take(): boolean;
}

export interface TokenBucketOptions {
  readonly perSecond: number;
  readonly burst: number;
}

/** What an account may do in one Region: 10,000 requests a second, 5,000 at once, over REST, sockets and callbacks together. */
export const ACCOUNT_REQUESTS: TokenBucketOptions = { perSecond: 10_000, burst: 5_000 };

/** New sockets of an account: 500 a second. */
export const ACCOUNT_CONNECTIONS: TokenBucketOptions = { perSecond: 500, burst: 500 };

/** `now` tells milliseconds. A clock that goes back takes nothing away. */
export function createTokenBucket(
  options: TokenBucketOptions,
  now: () => number = () => performance.now(),
): TokenBucket {
  const { perSecond, burst } = options;
  let tokens = burst;
  let filled = now();
  return {
    take: () => {
      const time = now();
      tokens = Math.min(burst, tokens + (Math.max(0, time - filled) / 1_000) * perSecond);
      filled = time;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
