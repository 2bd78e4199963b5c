import type { HookResponse } from '../kit/hook.ts';
import { plainTexts } from '../kit/message.ts';
import { close, delegate, elicitSlot } from '../kit/respond.ts';
import { findAccount, named } from './find-account.ts';
import { rememberAccount } from './last-account.ts';
import type { Turn } from './turn.ts';

const SLOTS = { bank: 'BankName', kind: 'BankAccount' } as const;

/** Finds the account while its slots are filled; tells its balance in the end. */
export async function checkBalance(turn: Turn): Promise<HookResponse> {
  const { event, localeId, answers, visitor } = turn;
  const accounts = await turn.accounts.open(visitor);
  const found = findAccount(turn, SLOTS, accounts);
  switch (found.found) {
    case 'open':
      return delegate(event);
    case 'none':
      return elicitSlot(event, SLOTS.bank, plainTexts(answers.noSuchAccount(found.named, accounts)), {
        slots: { [SLOTS.kind]: null },
      });
    case 'account': {
      const { account } = found;
      const slots = named(account, SLOTS, localeId);
      if (event.invocationSource === 'DialogCodeHook') return delegate(event, { slots });
      const change = { slots, attributes: rememberAccount(account) };
      return close(event, 'Fulfilled', plainTexts(answers.balance(account)), change);
    }
  }
}
