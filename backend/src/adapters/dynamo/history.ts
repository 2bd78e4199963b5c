import {
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import type { FailureCode } from '@lex-chat/protocol';
import type { HistoryStore, StoredMessage } from '../../conversation/stores.ts';
import { done, ifHolds } from './condition.ts';
import { createHistoryCopier } from './copy-history.ts';
import { fromMessage, fromReply } from './entry-items.ts';
import { createFence, UNFENCED } from './fence.ts';
import { clearedOf, connectionsOf, toTurnState } from './head-item.ts';
import { ifDue, type Due } from './if-due.ts';
import { createHistoryReader } from './read-history.ts';
import { putPieces, toPieces } from './reply-pieces.ts';
import { CONVERSATIONS, expiryAfter, HEAD, messageItem, replyItem, RETENTION_DAYS } from './tables.ts';
import { deleteAll } from './write-batches.ts';

interface Marking {
  readonly condition?: string;
  readonly values?: Readonly<Record<string, number>>;
  /** Whether the message was answered or failed: then nobody needs an obfuscated text any more. */
  readonly isOver?: boolean;
}

export function createDynamoHistory(
  documents: DynamoDBDocumentClient,
  tableName: string,
  now: () => number = Date.now,
): HistoryStore {
  const mark = (
    conversationId: string,
    messageId: string,
    failure: FailureCode | null,
    { condition, values, isOver = true }: Marking = {},
  ) =>
    ifHolds(
      documents.send(
        new UpdateCommand({
          TableName: tableName,
          Key: { conversationId, item: messageItem(messageId) },
          UpdateExpression: `SET failure = :failure${isOver ? ', #text = if_not_exists(mask, #text)' : ''}`,
          ...(isOver && { ExpressionAttributeNames: { '#text': 'text' } }),
          ConditionExpression: `attribute_exists(conversationId)${condition === undefined ? '' : ` AND ${condition}`}`,
          ExpressionAttributeValues: { ':failure': failure, ...values },
        }),
      ),
    );

  const raise = (conversationId: string, expiresAt: number, due?: Due) =>
    ifHolds(
      documents.send(
        new UpdateCommand({
          TableName: tableName,
          Key: { conversationId, item: HEAD },
          UpdateExpression: `SET expiresAt = :expiresAt${due ? `, ${due.set}` : ''} ADD lastPlace :step`,
          ConditionExpression: `(attribute_not_exists(heldUntil) OR heldUntil <= :time)${due ? ` AND ${due.condition}` : ''}`,
          ExpressionAttributeValues: { ':step': 2, ':expiresAt': expiresAt, ':time': now(), ...due?.values },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );

  const erase: HistoryStore['erase'] = async (conversationId, place) => {
    for (let start: Record<string, unknown> | undefined; ;) {
      const { Items = [], LastEvaluatedKey: more } = await done(
        documents.send(
          new QueryCommand({
            TableName: tableName,
            ConsistentRead: true,
            KeyConditionExpression: `${CONVERSATIONS.partitionKey} = :id`,
            // Pieces of replies as well; neither the head nor the revocation.
            FilterExpression: 'place <= :place OR placeOfReply <= :place',
            ProjectionExpression: `${CONVERSATIONS.partitionKey}, #item`,
            ExpressionAttributeNames: { '#item': CONVERSATIONS.sortKey },
            ExpressionAttributeValues: { ':id': conversationId, ':place': place },
            ...(start && { ExclusiveStartKey: start }),
          }),
        ),
      );
      await deleteAll(documents, tableName, Items as { conversationId: string; item: string }[]);
      if (!more) return;
      start = more;
    }
  };

  return {
    ...createHistoryReader(documents, tableName, now),
    erase,
    fence: createFence(documents, tableName, now),
    copy: createHistoryCopier(documents, tableName, now),

    async accept(conversationId, message, rate) {
      const expiresAt = expiryAfter(RETENTION_DAYS, now());
      // Counted by the write that finds the place: as a rule, a rate costs a message no further one.
      const place = (due?: Due) => raise(conversationId, expiresAt, due);
      const placed = await (rate ? ifDue(rate, now(), place) : place());
      if (!placed) return { outcome: 'too-fast' };
      const { Attributes: head = {} } = placed;
      const stored: StoredMessage = {
        role: 'visitor',
        ...message,
        at: now(),
        failure: null,
        order: head['lastPlace'] as number,
      };
      const put = new PutCommand({
        TableName: tableName,
        Item: fromMessage(conversationId, stored, expiresAt),
        // What was cleared or has had its time is as good as gone, also while it still lies there.
        ConditionExpression: 'attribute_not_exists(conversationId) OR place <= :cleared OR expiresAt <= :now',
        ExpressionAttributeValues: { ':cleared': clearedOf(head), ':now': now() / 1_000 },
      });
      // A place raised for a message that was stored before stays empty; places need not be close together.
      if (!(await ifHolds(documents.send(put)))) return { outcome: 'duplicate', turn: toTurnState(head) };
      return { outcome: 'stored', message: stored, connections: connectionsOf(head) };
    },

    async storeReply(conversationId, message, reply, by = reply.attempt) {
      const { item, pieces } = toPieces(
        fromReply(conversationId, reply, message.order + 1, expiryAfter(RETENTION_DAYS, now())),
      );
      await putPieces(documents, tableName, pieces);
      const put = new PutCommand({
        TableName: tableName,
        Item: item,
        ConditionExpression: `(attribute_not_exists(attempt) OR attempt < :attempt) AND ${UNFENCED}`,
        ExpressionAttributeValues: { ':attempt': reply.attempt, ':by': by },
      });
      if (!(await ifHolds(documents.send(put)))) return 'superseded';
      if (message.failure !== null || message.obfuscated) await mark(conversationId, message.id, null);
      return 'stored';
    },

    async fail(conversationId, messageId, failure, by) {
      const marked = await mark(conversationId, messageId, failure, { condition: UNFENCED, values: { ':by': by } });
      return marked ? 'stored' : 'superseded';
    },

    async reopen(conversationId, messageId) {
      await mark(conversationId, messageId, null, { isOver: false });
    },

    async rate(conversationId, replyId, feedback) {
      const update = new UpdateCommand({
        TableName: tableName,
        Key: { conversationId, item: replyItem(replyId) },
        UpdateExpression: 'SET feedback = :feedback',
        ConditionExpression: 'attribute_exists(place) AND expiresAt > :now',
        ExpressionAttributeValues: { ':feedback': feedback, ':now': now() / 1_000 },
      });
      return (await ifHolds(documents.send(update))) ? 'stored' : 'unknown';
    },

    async retract(conversationId, { order }) {
      const head = new GetCommand({
        TableName: tableName,
        Key: { conversationId, item: HEAD },
        ConsistentRead: true,
        ProjectionExpression: 'cleared',
      });
      const cleared = clearedOf((await done(documents.send(head))).Item);
      if (cleared > 0 && order <= cleared) await erase(conversationId, cleared + 1);
    },
  };
}
