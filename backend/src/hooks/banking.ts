import { answersIn } from '../../bots/banking/answers-in.ts';
import { isBankingLocaleId } from '../../bots/banking/banks.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import type { AccountStore } from './banking/account-store.ts';
import { checkBalance } from './banking/check-balance.ts';
import { recentTransfers } from './banking/recent-transfers.ts';
import { transferMoney } from './banking/transfer-money.ts';
import type { Turn } from './banking/turn.ts';
import type { Hook, HookResponse } from './kit/hook.ts';
import { plainTexts } from './kit/message.ts';
import { close } from './kit/respond.ts';
import { visitorOf } from './kit/service-attributes.ts';

export interface BankingPorts {
  readonly accounts: AccountStore;
  /** Hears of a store that failed; never a text. */
  readonly warn: (event: string, error: unknown) => void;
}

/**
 * The hooks of the banking bot, by intent. They look into the accounts of the visitor whom the service has
 * verified, and of nobody else: a turn without one is refused. When the table does not answer, the visitor is told so.
 */
export function createBankingHooks({ accounts, warn }: BankingPorts) {
  return {
    CheckBalance: forVisitors(checkBalance),
    TransferMoney: forVisitors(transferMoney),
    RecentTransfers: forVisitors(recentTransfers),
  };

  function forVisitors(converse: (turn: Turn) => Promise<HookResponse>): Hook {
    return async event => {
      const { localeId } = event.bot;
      if (!isBankingLocaleId(localeId)) throw new Error(`The banking bot does not speak ${localeId}`);
      const answers = answersIn(localeId);
      const visitor = visitorOf(event);
      if (visitor === undefined) return close(event, 'Failed', plainTexts(answers.unverified()));
      try {
        return await converse({ event, localeId, answers, visitor, accounts, warn });
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        warn('accounts-unavailable', error);
        return close(event, 'Failed', plainTexts(answers.unavailable()));
      }
    };
  }
}
