import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoHistory } from '@lex-chat/backend/adapters/dynamo/history';
import { createDynamoLedger } from '@lex-chat/backend/adapters/dynamo/ledger';
import { createDynamoRevocations } from '@lex-chat/backend/adapters/dynamo/revocations';
import { createDynamoTurns } from '@lex-chat/backend/adapters/dynamo/turns';
import { createMemoryStores } from '@lex-chat/backend/adapters/memory';
import { createMemoryLedger } from '@lex-chat/backend/adapters/memory-ledger';
import { startDynamo, type LocalDynamo } from '@lex-chat/demo/dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { describeConversationEnds } from './conversation-ends.ts';
import { describeConversationStores, type Stores } from './conversation-stores.ts';
import { describeFencedWorkers } from './fenced-workers.ts';
import { describeLedger } from './ledger.ts';
import { describeRunningReplies } from './running-replies.ts';
import { describeWishes } from './wishes.ts';

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
  documents = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: dynamo.url,
      region: 'local',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    }),
  );
});
afterAll(async () => {
  documents.destroy();
  await dynamo.close();
});

const inDynamo = async (now: () => number): Promise<Stores> => ({
  history: createDynamoHistory(documents, 'conversations', now),
  turns: createDynamoTurns(documents, 'conversations', now),
  revocations: createDynamoRevocations(documents, 'conversations', now),
});
for (const describeStores of [
  describeConversationStores,
  describeConversationEnds,
  describeRunningReplies,
  describeFencedWorkers,
  describeWishes,
]) {
  describeStores('memory', async now => createMemoryStores(now));
  describeStores('DynamoDB', inDynamo);
}
describeLedger('memory', async now => createMemoryLedger(now));
describeLedger('DynamoDB', async now => createDynamoLedger(documents, 'ledger', now));
