import { connect } from 'node:net';
import { BatchWriteItemCommand, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { CONNECTIONS, CONVERSATIONS } from '@lex-chat/backend/functions/tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDynamo, type LocalDynamo } from './dynamodb.ts';

const TableName = 'conversations';
const TABLES = {
  conversationsTable: TableName,
  connectionsTable: 'connections',
  ledgerTable: 'ledger',
  accountsTable: 'accounts',
  missedTable: 'missed',
};
let dynamo: LocalDynamo;
let client: DynamoDBClient;

beforeAll(async () => {
  dynamo = await startDynamo(TABLES);
  const credentials = { accessKeyId: 'laptop', secretAccessKey: 'laptop' };
  client = new DynamoDBClient({ endpoint: dynamo.url, region: 'us-east-1', credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await dynamo.close();
});

const item = (id: string, name: string, text = '') => ({
  [CONVERSATIONS.partitionKey]: { S: id },
  [CONVERSATIONS.sortKey]: { S: name },
  text: { S: text },
});
const put = (Item: ReturnType<typeof item>) => client.send(new PutItemCommand({ TableName, Item }));
/** What an item takes beside its text: the names of its attributes, and its keys. */
const OVERHEAD = CONVERSATIONS.partitionKey.length + CONVERSATIONS.sortKey.length + 'text'.length + 2;

describe('DynamoDB’s limits, met by its own client', () => {
  it('[R49] an item may have 400 KB and not a byte more', async () => {
    await put(item('a', 'b', 'x'.repeat(400 * 1_024 - OVERHEAD)));
    await expect(put(item('a', 'b', 'x'.repeat(400 * 1_024 - OVERHEAD + 1)))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('[R49] a partition key may have 2,048 bytes, a sort key 1,024', async () => {
    await put(item('x'.repeat(2_048), 'y'.repeat(1_024)));
    for (const tooLong of [item('x'.repeat(2_049), 'y'), item('x', 'y'.repeat(1_025))])
      await expect(put(tooLong)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('[R49] a batch may write 25 items', async () => {
    const batch = (length: number) =>
      client.send(
        new BatchWriteItemCommand({
          RequestItems: {
            connections: Array.from({ length }, (_, i) => ({
              PutRequest: { Item: { [CONNECTIONS.partitionKey]: { S: String(i) } } },
            })),
          },
        }),
      );
    await batch(25);
    await expect(batch(26)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('[R49] a page of a query ends at 1 MB', async () => {
    for (let i = 0; i < 6; i++) await put(item('pages', String(i), 'x'.repeat(300 * 1_024)));
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: `${CONVERSATIONS.partitionKey} = :id`,
        ExpressionAttributeValues: { ':id': { S: 'pages' } },
      }),
    );
    // The one with which it grows beyond that is in it.
    expect(Items).toHaveLength(4);
    expect(LastEvaluatedKey).toBeDefined();
  });
});

it('closes once nothing is worked on any more, also for callers who are gone', async () => {
  const closing = await startDynamo(TABLES);
  const body = JSON.stringify({ TableName, Item: item('a', 'b', 'x'.repeat(100_000)) });
  const { port } = new URL(closing.url);
  const head = [
    'POST / HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/x-amz-json-1.0',
    'X-Amz-Target: DynamoDB_20120810.PutItem',
    'Authorization: AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=x',
    'X-Amz-Date: 20260101T000000Z',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  const asked = Array.from({ length: 50 }, () => connect(Number(port), '127.0.0.1'));
  for (const socket of asked) {
    socket.on('error', () => undefined);
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  await expect.poll(() => closing.operations.get('PutItem') ?? 0).toBe(asked.length);
  for (const socket of asked) socket.destroy();
  // What dynalite would throw over, vitest counts as a failure.
  await closing.close();
});
