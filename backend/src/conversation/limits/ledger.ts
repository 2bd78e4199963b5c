import type { Passed, Rate } from './rate.ts';

/** Counts what visitors may have: so many a minute, so much a day. All methods throw `UpstreamError`. */
export interface Ledger {
  /** Takes one of what `key` may have now; otherwise tells when there is one again. */
  pass(key: string, rate: Rate): Promise<Passed>;
  /**
   * Takes `amount` of what `key` may have until the day ends (UTC), all or nothing. Resolves to the counter that it was taken
   * from, undefined if there is not as much left.
   */
  reserve(key: string, amount: number, most: number): Promise<string | undefined>;
  /** Gives back to a counter what was reserved and not used, or takes what was used beyond it, which no limit can undo. */
  settle(counter: string, difference: number): Promise<void>;
}
