import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoConnections } from '../adapters/dynamo/connections.ts';
import { createDynamoHistory } from '../adapters/dynamo/history.ts';
import { createDynamoTurns } from '../adapters/dynamo/turns.ts';
import { createDynamoRevocations } from '../adapters/dynamo/revocations.ts';
import type { Environment } from './environment.ts';

export function createStores({ CONVERSATIONS_TABLE, CONNECTIONS_TABLE }: Environment) {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
  return {
    history: createDynamoHistory(documents, CONVERSATIONS_TABLE),
    turns: createDynamoTurns(documents, CONVERSATIONS_TABLE),
    revocations: createDynamoRevocations(documents, CONVERSATIONS_TABLE),
    connections: createDynamoConnections(documents, CONNECTIONS_TABLE),
  };
}
