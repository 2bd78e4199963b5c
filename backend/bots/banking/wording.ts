import type { BankingLocaleId } from './banks.ts';

/**
 * What the banking bot hears in one language, and says by itself; what needs a look into an account is in `Answers`.
 * Questions are put as the first text, then as the next at each retry. `[transferAmount]` stands for the sum with its unit.
 */
export interface Wording {
  readonly localeId: BankingLocaleId;
  /** Titles of the cards that show the choices. */
  readonly banks: string;
  readonly kinds: string;
  readonly checkBalance: {
    readonly hears: readonly string[];
    readonly askBank: readonly string[];
    readonly askAccount: readonly string[];
  };
  readonly transferMoney: {
    readonly hears: readonly string[];
    readonly askSourceBank: readonly string[];
    readonly askSourceAccount: readonly string[];
    readonly askTargetBank: readonly string[];
    readonly askTargetAccount: readonly string[];
    readonly askAmount: readonly string[];
    /** What a visitor may answer to the question for the amount. */
    readonly hearsAmount: readonly string[];
    readonly askUseLastAccount: readonly string[];
    readonly confirm: readonly string[];
    readonly declined: string;
  };
  readonly recentTransfers: { readonly hears: readonly string[] };
  /** The way out of whatever is being asked. */
  readonly cancel: { readonly hears: readonly string[]; readonly cancelled: string };
  /** Said when no answer to a question was understood. */
  readonly givenUp: string;
  /** Said when the function behind the bot failed, or took too long. */
  readonly failed: string;
  readonly timedOut: string;
}
