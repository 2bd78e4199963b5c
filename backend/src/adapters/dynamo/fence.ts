import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { replyIdOf } from '@lex-chat/protocol';
import type { HistoryStore } from '../../conversation/stores.ts';
import { ifHolds } from './condition.ts';
import { expiryAfter, messageItem, replyItem, RETENTION_DAYS } from './tables.ts';

/** Holds where no fence stands before the worker whose attempt is `:by`. */
export const UNFENCED = '(attribute_not_exists(fence) OR fence <= :by)';

/**
 * Shuts out workers whose lease was taken over. What becomes of a message is written to two items, and each write of a worker goes to
 * one of them: so the fence stands in both. Where there is no reply yet, an item without a place holds it, which no reader takes for one.
 */
export function createFence(
  documents: DynamoDBDocumentClient,
  tableName: string,
  now: () => number,
): HistoryStore['fence'] {
  return async (conversationId, { id, order }, attempt) => {
    const raise = (item: string, further: string, condition: string, values: Readonly<Record<string, number>>) =>
      ifHolds(
        documents.send(
          new UpdateCommand({
            TableName: tableName,
            Key: { conversationId, item },
            UpdateExpression: `SET fence = :attempt${further}`,
            ConditionExpression: `(attribute_not_exists(fence) OR fence < :attempt)${condition}`,
            ExpressionAttributeValues: { ':attempt': attempt, ...values },
          }),
        ),
      );
    await Promise.all([
      raise(messageItem(id), '', ' AND attribute_exists(conversationId)', {}),
      // Erased with what stands at the place of the reply.
      raise(replyItem(replyIdOf(id)), ', placeOfReply = :place, expiresAt = if_not_exists(expiresAt, :expiresAt)', '', {
        ':place': order + 1,
        ':expiresAt': expiryAfter(RETENTION_DAYS, now()),
      }),
    ]);
  };
}
