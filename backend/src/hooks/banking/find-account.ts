import { bankName, bankNamed, kindName, kindNamed, type BankingLocaleId } from '../../../bots/banking/banks.ts';
import type { AccountName } from '../../../bots/banking/answers.ts';
import { accountId, type Account } from '../../../bots/banking/seed.ts';
import { slotText } from '../kit/slot.ts';
import type { Turn } from './turn.ts';

/** The two slots that name an account. */
export interface AccountSlots {
  readonly bank: string;
  readonly kind: string;
}

export type Found =
  | { readonly found: 'account'; readonly account: Account }
  /** Something is still to be asked, which Lex does by itself. */
  | { readonly found: 'open' }
  | { readonly found: 'none'; readonly named: AccountName };

/**
 * The account that two slots name. The kind may be left out where a bank leaves no choice: it has one account of the
 * visitor, or one besides `other`, which is the other end of a transfer.
 */
export function findAccount(
  { event, localeId }: Pick<Turn, 'event' | 'localeId'>,
  slots: AccountSlots,
  accounts: readonly Account[],
  other?: Account,
): Found {
  const bank = bankNamed(slotText(event, slots.bank) ?? '', localeId);
  if (!bank) return { found: 'open' };
  const here = accounts.filter(account => account.bank === bank);
  const kind = kindNamed(slotText(event, slots.kind) ?? '', localeId);
  if (kind) {
    const account = here.find(one => one.kind === kind);
    return account ? { found: 'account', account } : { found: 'none', named: { bank, kind } };
  }
  const likely = here.length > 1 ? here.filter(account => !other || accountId(account) !== accountId(other)) : here;
  const [only] = likely;
  return only && likely.length === 1 ? { found: 'account', account: only } : { found: 'open' };
}

/** The slots as they are once it is known which account is meant. */
export function named({ bank, kind }: AccountName, slots: AccountSlots, localeId: BankingLocaleId) {
  return { [slots.bank]: bankName(bank, localeId), [slots.kind]: kindName(kind, localeId) };
}
