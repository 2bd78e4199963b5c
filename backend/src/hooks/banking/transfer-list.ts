import { isRecord } from '@lex-chat/protocol';
import type { AccountName, Transferred } from '../../../bots/banking/answers.ts';
import { SEED, accountId } from '../../../bots/banking/seed.ts';
import { readList, writeList } from '../kit/attribute-codec.ts';
import type { Turn } from './turn.ts';

/** The transfers of a conversation, newest first, kept in a session attribute. What they did to accounts is in the table. */
const ATTRIBUTE = 'recentTransfers';
const TRANSFERS_MAX = 10;

/** A sixth of what session attributes hold: the rest is others'. */
const MAX_BYTES = 2 * 1_024;

export function readTransfers({ event }: Turn): readonly Transferred[] {
  return read(event).map(({ transfer }) => transfer);
}

/** The list with this transfer in front, unless it is there already, as a change of session attributes. */
export function rememberTransfer({ event }: Turn, messageId: string, transfer: Transferred) {
  const before = read(event);
  const isKnown = before.some(({ id }) => id === messageId);
  const list = isKnown ? before : [{ id: messageId, transfer }, ...before].slice(0, TRANSFERS_MAX);
  const items = list.map(({ id, transfer: { from, to, amount } }) => ({
    id,
    from: accountId(from),
    to: accountId(to),
    amount,
  }));
  return { [ATTRIBUTE]: writeList(items, MAX_BYTES) };
}

interface Kept {
  /** Of the message that made it. */
  readonly id: string;
  readonly transfer: Transferred;
}

function read({ sessionState }: Turn['event']): readonly Kept[] {
  return readList(sessionState.sessionAttributes, ATTRIBUTE, parse);
}

function parse(item: unknown): Kept | undefined {
  if (!isRecord(item)) return undefined;
  const { id, amount } = item;
  const from = accountNamed(item['from']);
  const to = accountNamed(item['to']);
  if (typeof id !== 'string' || typeof amount !== 'number' || !from || !to) return undefined;
  return { id, transfer: { from, to, amount } };
}

function accountNamed(id: unknown): AccountName | undefined {
  return SEED.find(account => accountId(account) === id);
}
