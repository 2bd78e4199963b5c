import type { Transferred } from '../../../bots/banking/answers.ts';
import type { Account } from '../../../bots/banking/seed.ts';

/** Keeps the accounts of visitors, each visitor's apart. All methods throw `UpstreamError`. */
export interface AccountStore {
  /** A visitor's accounts, always in one order. The first time, they are opened with the money of the seed. */
  open(visitor: string): Promise<readonly Account[]>;
  /**
   * Moves money between two accounts of a visitor, whole or not at all, and once for a message: called again under its
   * id it changes nothing and tells the transfer that took place.
   */
  transfer(visitor: string, messageId: string, order: Transferred): Promise<TransferOutcome>;
}

export type TransferOutcome =
  | { readonly outcome: 'transferred'; readonly transfer: Transferred; readonly accounts: readonly Account[] }
  | { readonly outcome: 'too-little' | 'no-account'; readonly accounts: readonly Account[] };
