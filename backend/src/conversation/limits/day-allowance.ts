import { dayOf } from './day.ts';
import type { Ledger } from './ledger.ts';

/** So many a day, for all functions together. */
export interface DayAllowance {
  /** Takes one; false when the day has no more. Throws `UpstreamError`. */
  take(): Promise<boolean>;
  /** Has some at hand, so that the next `take` need not wait for the ledger. Throws `UpstreamError`. */
  prepare(): Promise<void>;
}

/** A process takes no more than this part of the day at once, and never more than that many. */
const PART = 1_000;
const BATCH_MAX = 50;

/**
 * An allowance that each process draws from the ledger in batches: one by one it would cost every message a write, all of them
 * to one key. What a process has drawn and not used when it ends is lost. So fewer may pass than the day has; never more.
 */
export function createDayAllowance(
  ledger: Pick<Ledger, 'reserve'>,
  key: string,
  most: number,
  now: () => number = Date.now,
): DayAllowance {
  const batch = Math.max(1, Math.min(BATCH_MAX, Math.floor(most / PART)));
  let atHand = { day: '', left: 0 };

  const prepare = async () => {
    const day = dayOf(now());
    if (atHand.day === day && atHand.left > 0) return;
    const isDrawn = (await ledger.reserve(key, batch, most)) !== undefined;
    const former = atHand.day === day ? atHand.left : 0;
    atHand = { day, left: former + (isDrawn ? batch : 0) };
  };
  return {
    prepare,
    async take() {
      await prepare();
      if (atHand.left === 0) return false;
      atHand.left--;
      return true;
    },
  };
}
