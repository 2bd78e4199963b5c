import { accountId, type Account } from '../../../bots/banking/seed.ts';
import type { Turn } from './turn.ts';

/** Names the account whose balance was told last. A page could set it too; it only ever picks among the visitor's own. */
const ATTRIBUTE = 'lastAccount';

export function lastAccount({ event }: Turn, accounts: readonly Account[]): Account | undefined {
  const id = event.sessionState.sessionAttributes?.[ATTRIBUTE];
  return accounts.find(account => accountId(account) === id);
}

export function rememberAccount(account: Account) {
  return { [ATTRIBUTE]: accountId(account) };
}
