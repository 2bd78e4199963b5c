import { bankNamed, banksIn, kindNamed } from '../../../bots/banking/banks.ts';
import { accountId, type Account } from '../../../bots/banking/seed.ts';
import { UpstreamError } from '../../conversation/upstream-error.ts';
import type { HookResponse } from '../kit/hook.ts';
import { plainTexts } from '../kit/message.ts';
import { close, delegate, elicitSlot } from '../kit/respond.ts';
import { messageIdOf } from '../kit/service-attributes.ts';
import { slotText, slotValue } from '../kit/slot.ts';
import type { TransferOutcome } from './account-store.ts';
import { findAccount, named, type Found } from './find-account.ts';
import { lastAccount } from './last-account.ts';
import { readAmount } from './read-amount.ts';
import { rememberTransfer } from './transfer-list.ts';
import type { Turn } from './turn.ts';

const SOURCE = { bank: 'SourceBank', kind: 'SourceAccount' } as const;
const TARGET = { bank: 'TargetBank', kind: 'TargetAccount' } as const;
const AMOUNT = 'Amount';
const USE_LAST = 'UseLastAccount';

const ALL_EMPTY = { SourceAccount: null, TargetBank: null, TargetAccount: null, Amount: null } as const;

/** The sum as the bot says it: its confirmation has a place for this session attribute. */
const SUM_ATTRIBUTE = 'transferAmount';

/** Checks each slot as it is filled, and moves the money once the visitor has said yes. */
export async function transferMoney(turn: Turn): Promise<HookResponse> {
  const { event, visitor } = turn;
  if (event.invocationSource === 'FulfillmentCodeHook') return transfer(turn);
  // After a yes or a no, Lex knows how to go on.
  if (event.sessionState.intent.confirmationState !== 'None') return delegate(event);
  return check(turn, await turn.accounts.open(visitor));
}

/** What is wrong, or to be offered, is asked about at once; the rest is left to Lex, with what is now known. */
function check(turn: Turn, accounts: readonly Account[]): HookResponse {
  const { event, localeId, answers } = turn;
  const last = offerable(turn, accounts);
  if (last && slotText(event, USE_LAST) === undefined) {
    // Lex, about to ask once more, counts how often, and has other words for it.
    return isAbout(event, USE_LAST) ? delegate(event) : elicitSlot(event, USE_LAST, plainTexts(answers.offer(last)));
  }

  const source: Found = last ? { found: 'account', account: last } : findAccount(turn, SOURCE, accounts);
  if (source.found === 'none') return askBank(turn, SOURCE, answers.noSuchAccount(source.named, accounts));
  if (source.found === 'open') return delegate(event);
  const from = source.account;
  if (from.balance === 0) return askBank(turn, SOURCE, answers.nothingLeft(from));
  const known = named(from, SOURCE, localeId);

  const amount = amountIn(turn);
  if (amount !== undefined && !isSum(amount))
    return elicitSlot(event, AMOUNT, plainTexts(answers.noAmount()), { slots: known });
  if (amount !== undefined && amount > from.balance)
    return elicitSlot(event, AMOUNT, plainTexts(answers.tooLittle(from, amount)), { slots: known });

  const target = findAccount(turn, TARGET, accounts, from);
  if (target.found === 'none') return askBank(turn, TARGET, answers.noSuchAccount(target.named, accounts), known);
  if (target.found === 'open') return delegate(event, { slots: known });
  if (isSame(target.account, from)) return askBank(turn, TARGET, answers.sameAccount(), known);

  const slots = { ...known, ...named(target.account, TARGET, localeId) };
  if (amount === undefined) return delegate(event, { slots });
  return delegate(event, {
    slots: { ...slots, [AMOUNT]: String(amount) },
    attributes: { [SUM_ATTRIBUTE]: answers.won(amount) },
  });
}

/** The account checked last: to be offered, or accepted already, as long as the visitor names no other source. */
function offerable(turn: Turn, accounts: readonly Account[]): Account | undefined {
  const answer = slotText(turn.event, USE_LAST);
  if (slotText(turn.event, SOURCE.bank) !== undefined || (answer !== undefined && answer !== 'Yes')) return undefined;
  const last = lastAccount(turn, accounts);
  const target = findAccount(turn, TARGET, accounts);
  const isTarget = last && target.found === 'account' && isSame(target.account, last);
  if (!last || last.balance === 0 || isTarget) return undefined;
  return answer === undefined && namesAnother(turn, last) ? undefined : last;
}

/** Whether the visitor has named a source that is not `last`, even where Lex did not put it into its slot. */
function namesAnother({ event, localeId }: Turn, last: Account): boolean {
  const kind = kindNamed(slotText(event, SOURCE.kind) ?? '', localeId);
  const target = bankNamed(slotText(event, TARGET.bank) ?? '', localeId);
  const others = banksIn(event.inputTranscript, localeId).filter(bank => bank !== target && bank !== last.bank);
  return others.length > 0 || (kind !== undefined && kind !== last.kind);
}

/** Whether Lex would ask for this slot by itself. */
function isAbout({ proposedNextState: proposed }: Partial<Turn['event']>, slot: string): boolean {
  return proposed?.dialogAction.type === 'ElicitSlot' && proposed.dialogAction.slotToElicit === slot;
}

/** The message id makes it happen once: a function that is asked again tells the same transfer. */
async function transfer(turn: Turn): Promise<HookResponse> {
  const { event, answers, visitor } = turn;
  const messageId = messageIdOf(event);
  if (messageId === undefined) return close(event, 'Failed', plainTexts(answers.unverified()));
  const order = orderIn(turn, await turn.accounts.open(visitor));
  // Lex has had all slots checked by now; a client that put the session here has not.
  if (!order) return elicitSlot(event, SOURCE.bank, [], { slots: ALL_EMPTY });

  let result: TransferOutcome;
  try {
    result = await turn.accounts.transfer(visitor, messageId, order);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    turn.warn('transfer-uncertain', error);
    return close(event, 'Failed', plainTexts(answers.uncertain()));
  }
  switch (result.outcome) {
    case 'transferred': {
      const attributes = { ...rememberTransfer(turn, messageId, result.transfer), [SUM_ATTRIBUTE]: null };
      const source = result.accounts.find(account => isSame(account, result.transfer.from)) ?? order.from;
      return close(event, 'Fulfilled', plainTexts(answers.transferred(result.transfer, source)), { attributes });
    }
    case 'too-little': {
      const source = result.accounts.find(account => isSame(account, order.from)) ?? order.from;
      return elicitSlot(event, AMOUNT, plainTexts(answers.tooLittle(source, order.amount)));
    }
    case 'no-account':
      return askBank(turn, SOURCE, answers.noSuchAccount(order.from, result.accounts));
  }
}

function orderIn(turn: Turn, accounts: readonly Account[]) {
  const from = findAccount(turn, SOURCE, accounts);
  const to = findAccount(turn, TARGET, accounts);
  const amount = amountIn(turn);
  if (from.found !== 'account' || to.found !== 'account' || isSame(from.account, to.account)) return undefined;
  return amount !== undefined && isSum(amount) ? { from: from.account, to: to.account, amount } : undefined;
}

function amountIn({ event }: Turn): number | undefined {
  const value = slotValue(event, AMOUNT);
  return value && readAmount(value);
}

/** Whole won, and few enough to be counted exactly. */
function isSum(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount > 0;
}

function isSame(one: Parameters<typeof accountId>[0], other: Parameters<typeof accountId>[0]): boolean {
  return accountId(one) === accountId(other);
}

function askBank(
  { event }: Turn,
  slots: typeof SOURCE | typeof TARGET,
  texts: readonly string[],
  known: Readonly<Record<string, string>> = {},
): HookResponse {
  return elicitSlot(event, slots.bank, plainTexts(texts), { slots: { ...known, [slots.kind]: null } });
}
