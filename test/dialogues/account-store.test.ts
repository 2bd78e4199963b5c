import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoAccounts } from '@lex-chat/backend/adapters/dynamo/accounts';
import { accountId, SEED } from '@lex-chat/backend/bots/banking/seed';
import { startDynamo, type LocalDynamo } from '@lex-chat/demo/dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountStore } from '../../backend/src/hooks/banking/account-store.ts';
import { createMemoryAccounts } from '../../backend/src/hooks/banking/fake-accounts.ts';

const FROM = { bank: 'saebeot', kind: 'checking' } as const;
const TO = { bank: 'moa', kind: 'savings' } as const;

let dynamo: LocalDynamo;
let documents: DynamoDBDocumentClient;
beforeAll(async () => {
  dynamo = await startDynamo({
    conversationsTable: 'conversations',
    connectionsTable: 'connections',
    ledgerTable: 'ledger',
    accountsTable: 'accounts',
    missedTable: 'missed',
  });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  documents = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: dynamo.url, region: 'local', credentials }));
});
afterAll(async () => {
  documents.destroy();
  await dynamo.close();
});

describeAccountStore('memory', () => createMemoryAccounts());
describeAccountStore('DynamoDB', () => createDynamoAccounts(documents, 'accounts', SEED));

/** What every store of accounts must do, whatever it is made of. */
function describeAccountStore(name: string, create: () => AccountStore): void {
  describe(`accounts in ${name}`, () => {
    it('open with the money of the seed, once, also when asked at the same time', async () => {
      const [store, visitor] = [create(), randomUUID()];
      const all = await Promise.all(Array.from({ length: 5 }, () => store.open(visitor)));
      for (const accounts of all) expect(accounts).toEqual(inOrder(SEED));
    });

    it('are each visitor’s own', async () => {
      const [store, visitor, other] = [create(), randomUUID(), randomUUID()];
      await store.transfer(visitor, 'm1', { from: FROM, to: TO, amount: 20_000 });
      expect(await store.open(other)).toEqual(inOrder(SEED));
      expect(await store.transfer(other, 'm1', { from: FROM, to: TO, amount: 5 })).toMatchObject({
        outcome: 'transferred',
        transfer: { amount: 5 },
      });
    });

    it('lose nothing and gain nothing by a transfer', async () => {
      const [store, visitor] = [create(), randomUUID()];
      const { outcome, accounts } = await store.transfer(visitor, 'm1', { from: FROM, to: TO, amount: 20_000 });
      expect(outcome).toBe('transferred');
      expect(balances(accounts)).toMatchObject({ 'saebeot-checking': 300_000, 'moa-savings': 2_720_000 });
      expect(await store.open(visitor)).toEqual(accounts);
    });

    it('move money once for a message, told again as it was, also at the same time and in other words', async () => {
      const [store, visitor] = [create(), randomUUID()];
      const order = { from: FROM, to: TO, amount: 20_000 };
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => store.transfer(visitor, 'm1', order)));
      outcomes.push(await store.transfer(visitor, 'm1', { from: TO, to: FROM, amount: 1 }));
      for (const outcome of outcomes) expect(outcome).toMatchObject({ outcome: 'transferred', transfer: order });
      expect(balances(await store.open(visitor))).toMatchObject({ 'saebeot-checking': 300_000 });
    });

    it('are never overdrawn, however many ask at once', async () => {
      const [store, visitor] = [create(), randomUUID()];
      const order = { from: FROM, to: TO, amount: 100_000 };
      const outcomes = await Promise.all(Array.from({ length: 8 }, (_, i) => store.transfer(visitor, `m${i}`, order)));
      expect(outcomes.filter(({ outcome }) => outcome === 'transferred')).toHaveLength(3);
      expect(outcomes.filter(({ outcome }) => outcome === 'too-little')).toHaveLength(5);
      expect(balances(await store.open(visitor))).toMatchObject({
        'saebeot-checking': 20_000,
        'moa-savings': 3_000_000,
      });
    });

    it('know their kinds', async () => {
      const store = create();
      const order = { from: FROM, to: { bank: 'moa', kind: 'checking' }, amount: 1 } as const;
      expect(await store.transfer(randomUUID(), 'm1', order)).toMatchObject({ outcome: 'no-account' });
    });

    it('take a message id as it is, with dots and hashes', async () => {
      const [store, visitor] = [create(), `v#${randomUUID()}`];
      const order = { from: FROM, to: TO, amount: 1 };
      await store.transfer(visitor, 'a.b#c', order);
      await store.transfer(visitor, 'a.b#c', order);
      expect(balances(await store.open(visitor))).toMatchObject({ 'saebeot-checking': 319_999 });
    });
  });
}

it('reads and writes by key alone', () => {
  const used = [...dynamo.operations.keys()].filter(operation => !/Table/.test(operation)).sort();
  expect(used).toEqual(['GetItem', 'PutItem', 'UpdateItem']);
});

it('remembers the newest fifty transfers, so that an item stays small', async () => {
  let clock = 1_790_000_000_000;
  const store = createDynamoAccounts(documents, 'accounts', SEED, () => (clock += 1_000));
  const visitor = randomUUID();
  const order = { from: FROM, to: TO, amount: 1 };
  for (let i = 1; i <= 60; i++) await store.transfer(visitor, `m${i}`, order);
  await store.transfer(visitor, 'm60', order);
  await store.transfer(visitor, 'm11', order);
  expect(balances(await store.open(visitor))).toMatchObject({ 'saebeot-checking': 319_940 });
});

it('opens accounts anew once they have expired, though DynamoDB still has them', async () => {
  let clock = 1_790_000_000_000;
  const store = createDynamoAccounts(documents, 'accounts', SEED, () => clock);
  const visitor = randomUUID();
  await store.transfer(visitor, 'm1', { from: FROM, to: TO, amount: 1_000 });
  clock += 31 * 86_400_000;
  expect(await store.open(visitor)).toEqual(inOrder(SEED));
});

function inOrder(accounts: typeof SEED) {
  return accounts.toSorted((a, b) => (accountId(a) < accountId(b) ? -1 : 1));
}

function balances(accounts: typeof SEED) {
  return Object.fromEntries(accounts.map(account => [accountId(account), account.balance]));
}
