import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { done } from './condition.ts';

/** Most items in one BatchWriteItem. */
export const BATCH_WRITE_MAX = 25;

interface Key {
  readonly conversationId: string;
  readonly item: string;
}

/** Deletes items, 25 at a time, until all are gone. */
export async function deleteAll(
  documents: DynamoDBDocumentClient,
  tableName: string,
  keys: readonly Key[],
): Promise<void> {
  let left = keys.map(({ conversationId, item }) => ({ DeleteRequest: { Key: { conversationId, item } } }));
  while (left.length > 0) {
    const batch = new BatchWriteCommand({ RequestItems: { [tableName]: left.slice(0, BATCH_WRITE_MAX) } });
    const { UnprocessedItems } = await done(documents.send(batch));
    left = [...((UnprocessedItems?.[tableName] ?? []) as typeof left), ...left.slice(BATCH_WRITE_MAX)];
  }
}
