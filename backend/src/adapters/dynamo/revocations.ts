import { GetCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RevocationStore } from '../../conversation/stores.ts';
import { done, ifHolds } from './condition.ts';
import { expiryAfter, REVOCATION } from './tables.ts';

/** A token is good for a day and can be renewed for 30 more; a revocation outlasts both. */
const KEPT_DAYS = 32;

export function createDynamoRevocations(
  documents: DynamoDBDocumentClient,
  tableName: string,
  now: () => number = Date.now,
): RevocationStore {
  return {
    async revokedUntil(conversationId) {
      const get = new GetCommand({
        TableName: tableName,
        Key: { conversationId, item: REVOCATION },
        ConsistentRead: true,
      });
      const { Item: found } = await done(documents.send(get));
      return (found?.['revokedUntil'] as number | undefined) ?? 0;
    },
    async revoke(conversationId, at) {
      const update = new UpdateCommand({
        TableName: tableName,
        Key: { conversationId, item: REVOCATION },
        UpdateExpression: 'SET revokedUntil = :at, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(revokedUntil) OR revokedUntil < :at',
        ExpressionAttributeValues: { ':at': at, ':expiresAt': expiryAfter(KEPT_DAYS, now()) },
      });
      await ifHolds(documents.send(update));
    },
  };
}
