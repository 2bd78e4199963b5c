import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createDynamoConnections } from '../adapters/dynamo/connections.ts';
import { createDynamoHistory } from '../adapters/dynamo/history.ts';
import { createDynamoLedger } from '../adapters/dynamo/ledger.ts';
import { createDynamoTurns } from '../adapters/dynamo/turns.ts';
import { createDynamoRevocations } from '../adapters/dynamo/revocations.ts';
import type { Environment } from './environment.ts';

/** Without these a call to a table that does not answer would last as long as the function may. In milliseconds. */
const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 2_000;

/** With the pauses between them, a visitor who waits is told within ten seconds that the table is down. */
const ATTEMPTS = 3;

/** Where nobody waits for the call itself: outlasts a table that throttles for some seconds, with an answer in hand. */
export const PATIENT_ATTEMPTS = 6;

export function createStores(
  { CONVERSATIONS_TABLE, CONNECTIONS_TABLE, LEDGER_TABLE }: Environment,
  maxAttempts = ATTEMPTS,
) {
  const requestHandler = new NodeHttpHandler({
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
  });
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts, requestHandler }));
  return {
    history: createDynamoHistory(documents, CONVERSATIONS_TABLE),
    turns: createDynamoTurns(documents, CONVERSATIONS_TABLE),
    revocations: createDynamoRevocations(documents, CONVERSATIONS_TABLE),
    connections: createDynamoConnections(documents, CONNECTIONS_TABLE),
    ledger: createDynamoLedger(documents, LEDGER_TABLE),
    documents,
  };
}
