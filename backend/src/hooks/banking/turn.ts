import type { LexV2Event } from 'aws-lambda';
import type { Answers } from '../../../bots/banking/answers.ts';
import type { BankingLocaleId } from '../../../bots/banking/banks.ts';
import type { AccountStore } from './account-store.ts';

/** An event of the banking bot, with all that is needed to answer it. */
export interface Turn {
  readonly event: LexV2Event;
  readonly localeId: BankingLocaleId;
  readonly answers: Answers;
  /** Whose accounts these are, as the service has verified. */
  readonly visitor: string;
  readonly accounts: AccountStore;
  readonly warn: (event: string, error: unknown) => void;
}
