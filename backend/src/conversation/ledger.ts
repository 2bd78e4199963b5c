/** Counts what visitors may have: so many a minute, so many tokens a day. All methods throw `UpstreamError`. */
export interface Ledger {
  /** Takes one of what `key` may have now; otherwise tells when there is one again. */
  pass(key: string, rate: Rate): Promise<Passed>;
  /** Takes `amount` of what `key` may have until the day ends (UTC), all or nothing. */
  reserve(key: string, amount: number, most: number): Promise<boolean>;
  /** Gives back what was reserved and not used, or takes what was used beyond it, which no limit can undo. */
  settle(key: string, difference: number): Promise<void>;
}

export interface Rate {
  readonly perMinute: number;
  /** As many may come at once. */
  readonly burst: number;
}

export type Passed = { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };
