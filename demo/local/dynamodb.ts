import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { ACCOUNTS, CONNECTIONS, CONVERSATIONS, LEDGER, MISSED } from '@lex-chat/backend/functions/tables';
import dynalite from 'dynalite';
import { overhearing, type Overhear } from './overhear.ts';
import { workUnderWay } from './work-under-way.ts';

export interface LocalDynamo {
  readonly url: string;
  /** How often each operation was asked for, by its name in the API. */
  readonly operations: ReadonlyMap<string, number>;
  readonly overhear: Overhear;
  close(): Promise<void>;
}

export interface DynamoOptions {
  readonly conversationsTable: string;
  readonly connectionsTable: string;
  readonly ledgerTable: string;
  readonly accountsTable: string;
  readonly missedTable: string;
  /** Where the data is kept; in memory without it. */
  readonly path?: string;
}

/** DynamoDB on this machine: dynalite, with the tables of this project. */
export async function startDynamo({
  conversationsTable,
  connectionsTable,
  ledgerTable,
  accountsTable,
  missedTable,
  path,
}: DynamoOptions): Promise<LocalDynamo> {
  const server = dynalite({ createTableMs: 0, ...(path !== undefined && { path }) });
  const operations = countOperations(server);
  const rest = workUnderWay(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const client = new DynamoDBClient({
    endpoint: url,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { TableNames: existing = [] } = await client.send(new ListTablesCommand({}));
  for (const table of [
    indexed(conversationsTable, CONVERSATIONS),
    indexed(missedTable, MISSED),
    keyed(connectionsTable, CONNECTIONS.partitionKey),
    keyed(ledgerTable, LEDGER.partitionKey),
    keyed(accountsTable, ACCOUNTS.partitionKey),
  ]) {
    if (!existing.includes(table.TableName!)) await client.send(new CreateTableCommand(table));
  }
  client.destroy();

  return {
    url,
    operations,
    overhear: overhearing(server),
    async close() {
      server.closeAllConnections();
      // Over what it still works on when it is closed, dynalite throws.
      await rest();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function indexed(
  name: string,
  { partitionKey, sortKey, placeIndex }: typeof CONVERSATIONS | typeof MISSED,
): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: partitionKey, AttributeType: 'S' },
      { AttributeName: sortKey, AttributeType: 'S' },
      { AttributeName: placeIndex.sortKey, AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: partitionKey, KeyType: 'HASH' },
      { AttributeName: sortKey, KeyType: 'RANGE' },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: placeIndex.name,
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          { AttributeName: placeIndex.sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  };
}

function keyed(name: string, partitionKey: string): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: partitionKey, AttributeType: 'S' }],
    KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
  };
}

function countOperations(server: Server): ReadonlyMap<string, number> {
  const operations = new Map<string, number>();
  server.on('request', request => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1)!;
    operations.set(operation, (operations.get(operation) ?? 0) + 1);
  });
  return operations;
}
