import { DeleteCommand, GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Connection, ConnectionStore } from '../../conversation/stores.ts';
import { done } from './condition.ts';
import { expiryAfter } from './tables.ts';

/** A socket lives two hours at most; what is left after a day was never closed properly. */
const KEPT_DAYS = 1;

export function createDynamoConnections(
  documents: DynamoDBDocumentClient,
  tableName: string,
  now: () => number = Date.now,
): ConnectionStore {
  return {
    async open(connection) {
      const item = { ...connection, expiresAt: expiryAfter(KEPT_DAYS, now()) };
      await done(documents.send(new PutCommand({ TableName: tableName, Item: item })));
    },
    async find(connectionId) {
      const get = new GetCommand({ TableName: tableName, Key: { connectionId }, ConsistentRead: true });
      const { Item: item } = await done(documents.send(get));
      if (!item) return undefined;
      const { conversationId, visitorId, locale, address, sessionExpiresAt } = item as Connection;
      return { connectionId, conversationId, visitorId, locale, address, sessionExpiresAt };
    },
    async close(connectionId) {
      await done(documents.send(new DeleteCommand({ TableName: tableName, Key: { connectionId } })));
    },
  };
}
