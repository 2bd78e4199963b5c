import type { AccountKind, BankId } from './banks.ts';

/** An account of a visitor, who has at most one of a kind at a bank. */
export interface Account {
  readonly bank: BankId;
  readonly kind: AccountKind;
  /** In won. */
  readonly balance: number;
}

/**
 * The accounts with which every visitor begins, each with money of their own: `AccountStore.open` copies them into the
 * table at a visitor's first question, on a laptop as when deployed. So nothing is to be loaded beforehand, and no two
 * visitors share an account.
 */
export const SEED: readonly Account[] = [
  { bank: 'hangyeol', kind: 'checking', balance: 1_250_000 },
  { bank: 'hangyeol', kind: 'savings', balance: 8_400_000 },
  { bank: 'saebeot', kind: 'checking', balance: 320_000 },
  { bank: 'moa', kind: 'savings', balance: 2_700_000 },
];

/** An account by its name in the table and in session attributes. */
export function accountId({ bank, kind }: Pick<Account, 'bank' | 'kind'>): string {
  return `${bank}-${kind}`;
}
