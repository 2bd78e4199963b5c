import { GetCommand, PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Transferred } from '../../../bots/banking/answers.ts';
import { accountId, type Account } from '../../../bots/banking/seed.ts';
import type { AccountStore, TransferOutcome } from '../../hooks/banking/account-store.ts';
import { done, ifHolds } from './condition.ts';
import { expiryAfter, RETENTION_DAYS } from './tables.ts';

/** So many transfers are remembered to be told again. A function is called again within minutes of the first time. */
const RECEIPTS_MAX = 50;

/**
 * Accounts in DynamoDB. All accounts of a visitor lie in **one item**, together with the transfers already made, by the id of
 * the message that asked for them. So one conditional update takes from one account, gives to another and notes the message:
 * DynamoDB does all of it or nothing, and a second update for the same message fails its condition. Two items would need
 * `TransactWriteItems`, whose token forgets after ten minutes and which costs twice as much. Nothing is ever scanned.
 */
export function createDynamoAccounts(
  documents: DynamoDBDocumentClient,
  tableName: string,
  seed: readonly Account[],
  now: () => number = Date.now,
): AccountStore {
  const read = async (visitor: string): Promise<Item | undefined> => {
    const get = new GetCommand({ TableName: tableName, Key: { visitor }, ConsistentRead: true });
    const item = (await done(documents.send(get))).Item as Item | undefined;
    return item && item.expiresAt > now() / 1_000 ? item : undefined;
  };

  const openItem = async (visitor: string): Promise<Item> => {
    for (;;) {
      const found = await read(visitor);
      if (found) return found;
      const item = newItem(visitor, seed, now());
      const put = new PutCommand({
        TableName: tableName,
        Item: item,
        ConditionExpression: 'attribute_not_exists(visitor) OR expiresAt <= :now',
        ExpressionAttributeValues: { ':now': now() / 1_000 },
      });
      // Else somebody else has just opened them, and they are there to be read.
      if (await ifHolds(documents.send(put))) return item;
    }
  };

  return {
    open: async visitor => toAccounts(await openItem(visitor)),

    async transfer(visitor, messageId, order) {
      const item = await openItem(visitor);
      if (item.receipts[messageId]) return toldAgain(item, messageId);
      const update = new UpdateCommand({
        TableName: tableName,
        Key: { visitor },
        ...move(messageId, order, oldReceipts(item)),
        ReturnValues: 'ALL_NEW',
      });
      const changed = await ifHolds(documents.send(update));
      if (changed) return toldAgain(changed.Attributes as Item, messageId);
      const present = await openItem(visitor);
      if (present.receipts[messageId]) return toldAgain(present, messageId);
      const isKnown = [order.from, order.to].every(account => present.accounts[accountId(account)]);
      return { outcome: isKnown ? 'too-little' : 'no-account', accounts: toAccounts(present) };
    },
  };

  function move(messageId: string, { from, to, amount }: Transferred, forgotten: readonly string[]) {
    const receipt: Receipt = { from: nameOf(from), to: nameOf(to), amount, at: now() };
    const removed = forgotten.map((_, i) => `receipts.#old${i}`).join(', ');
    return {
      UpdateExpression: [
        'SET accounts.#from.#balance = accounts.#from.#balance - :amount,',
        'accounts.#to.#balance = accounts.#to.#balance + :amount,',
        'receipts.#message = :receipt, expiresAt = :expiresAt',
        ...(removed === '' ? [] : [`REMOVE ${removed}`]),
      ].join(' '),
      ConditionExpression: [
        'attribute_not_exists(receipts.#message)',
        'accounts.#from.#balance >= :amount',
        'attribute_exists(accounts.#to.#balance)',
      ].join(' AND '),
      ExpressionAttributeNames: {
        '#from': accountId(from),
        '#to': accountId(to),
        '#balance': 'balance',
        '#message': messageId,
        ...Object.fromEntries(forgotten.map((id, i) => [`#old${i}`, id])),
      },
      ExpressionAttributeValues: {
        ':amount': amount,
        ':receipt': receipt,
        ':expiresAt': expiryAfter(RETENTION_DAYS, now()),
      },
    };
  }
}

interface Item {
  readonly visitor: string;
  readonly accounts: Readonly<Record<string, Account>>;
  /** The transfers made, by message. */
  readonly receipts: Readonly<Record<string, Receipt>>;
  /** In seconds since 1970. */
  readonly expiresAt: number;
}

interface Receipt extends Transferred {
  /** In milliseconds since 1970. */
  readonly at: number;
}

function newItem(visitor: string, seed: readonly Account[], now: number): Item {
  const accounts = Object.fromEntries(seed.map(account => [accountId(account), account]));
  return { visitor, accounts, receipts: {}, expiresAt: expiryAfter(RETENTION_DAYS, now) };
}

function oldReceipts({ receipts }: Item): readonly string[] {
  const newestFirst = Object.entries(receipts).sort(([, a], [, b]) => b.at - a.at);
  return newestFirst.slice(RECEIPTS_MAX - 1).map(([id]) => id);
}

function toldAgain(item: Item, messageId: string): TransferOutcome {
  const { from, to, amount } = item.receipts[messageId]!;
  return { outcome: 'transferred', transfer: { from, to, amount }, accounts: toAccounts(item) };
}

function toAccounts({ accounts }: Item): readonly Account[] {
  return Object.keys(accounts)
    .sort()
    .map(id => {
      const { bank, kind, balance } = accounts[id]!;
      return { bank, kind, balance };
    });
}

function nameOf({ bank, kind }: Transferred['from']) {
  return { bank, kind };
}
