import type { Account } from './seed.ts';

/** An account by what a visitor calls it. */
export type AccountName = Pick<Account, 'bank' | 'kind'>;

/** A transfer that took place. */
export interface Transferred {
  readonly from: AccountName;
  readonly to: AccountName;
  /** In won. */
  readonly amount: number;
}

/** What the banking bot says once it has looked into an account; each text is a message of its own. */
export interface Answers {
  won(amount: number): string;
  balance(account: Account): readonly string[];
  /** Offers the account that was checked last as the source of a transfer. */
  offer(account: Account): readonly string[];
  /** No account of this kind at this bank; then the bank is asked for again. */
  noSuchAccount(account: AccountName, accounts: readonly Account[]): readonly string[];
  sameAccount(): readonly string[];
  noAmount(): readonly string[];
  /** Two messages: what is wrong, and the question for the amount. */
  tooLittle(source: Account, amount: number): readonly string[];
  nothingLeft(source: Account): readonly string[];
  transferred(transfer: Transferred, source: Account): readonly string[];
  /** The newest first. */
  recent(transfers: readonly Transferred[]): readonly string[];
  /** It is not known who speaks, or which message this is. */
  unverified(): readonly string[];
  /** The table did not answer; nothing was changed. */
  unavailable(): readonly string[];
  /** The table did not answer while money was moved, so that nobody knows. */
  uncertain(): readonly string[];
}
