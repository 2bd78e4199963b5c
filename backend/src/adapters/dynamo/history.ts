import {
  BatchGetCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { isReplyId, replyIdOf, type Entry } from '@lex-chat/protocol';
import type { HistoryStore, Page, StoredMessage } from '../../conversation/stores.ts';
import { toMessageEntry } from '../../conversation/message-entry.ts';
import { done, ifHolds } from './condition.ts';
import { fromMessage, fromReply, toMessage, toReply, type Item } from './entry-items.ts';
import { connectionsOf } from './head-item.ts';
import { CONVERSATIONS, expiryAfter, HEAD, messageItem, replyItem, RETENTION_DAYS } from './tables.ts';

export function createDynamoHistory(
  documents: DynamoDBDocumentClient,
  tableName: string,
  now: () => number = Date.now,
): HistoryStore {
  const byPlace = {
    TableName: tableName,
    IndexName: CONVERSATIONS.placeIndex.name,
    ConsistentRead: true,
  };
  const isAlive = (item: Item) => item.expiresAt > now() / 1_000;

  const placeOf = async (conversationId: string, entryId: string): Promise<number | undefined> => {
    const item = isReplyId(entryId) ? replyItem(entryId) : messageItem(entryId);
    const { Item: found } = await done(
      documents.send(
        new GetCommand({
          TableName: tableName,
          Key: { conversationId, item },
          ConsistentRead: true,
          ProjectionExpression: 'place',
        }),
      ),
    );
    return found?.['place'] as number | undefined;
  };

  const fail: HistoryStore['fail'] = async (conversationId, messageId, failure) => {
    const update = new UpdateCommand({
      TableName: tableName,
      Key: { conversationId, item: messageItem(messageId) },
      UpdateExpression: 'SET failure = :failure',
      ConditionExpression: 'attribute_exists(conversationId)',
      ExpressionAttributeValues: { ':failure': failure },
    });
    await ifHolds(documents.send(update));
  };

  return {
    async accept(conversationId, message) {
      const { Attributes: head = {} } = await done(
        documents.send(
          new UpdateCommand({
            TableName: tableName,
            Key: { conversationId, item: HEAD },
            UpdateExpression: 'SET expiresAt = :expiresAt ADD lastPlace :step',
            ExpressionAttributeValues: { ':step': 2, ':expiresAt': expiryAfter(RETENTION_DAYS, now()) },
            ReturnValues: 'ALL_NEW',
          }),
        ),
      );
      const stored: StoredMessage = {
        role: 'visitor',
        ...message,
        at: now(),
        failure: null,
        order: head['lastPlace'] as number,
      };
      const put = new PutCommand({
        TableName: tableName,
        Item: fromMessage(conversationId, stored, expiryAfter(RETENTION_DAYS, now())),
        ConditionExpression: 'attribute_not_exists(conversationId)',
      });
      // A place raised for a message that was stored before stays empty; places need not be close together.
      if (!(await ifHolds(documents.send(put)))) return { outcome: 'duplicate' };
      return { outcome: 'stored', message: stored, connections: connectionsOf(head) };
    },

    async find(conversationId, messageId) {
      const keys = [messageItem(messageId), replyItem(replyIdOf(messageId))].map(item => ({ conversationId, item }));
      const { Responses } = await done(
        documents.send(new BatchGetCommand({ RequestItems: { [tableName]: { Keys: keys, ConsistentRead: true } } })),
      );
      const items = ((Responses?.[tableName] ?? []) as Item[]).filter(isAlive);
      const message = items.find(({ item }) => item === keys[0]!.item);
      const reply = items.find(({ item }) => item === keys[1]!.item);
      return message && { message: toMessage(message), reply: reply ? toReply(reply) : null };
    },

    async next(conversationId, order) {
      const { Items = [] } = await done(
        documents.send(
          new QueryCommand({
            ...byPlace,
            KeyConditionExpression: 'conversationId = :id AND place > :place',
            // The reply to the message at `order` stands at the place behind it.
            ExpressionAttributeValues: { ':id': conversationId, ':place': order + 1 },
            Limit: 1,
          }),
        ),
      );
      const [item] = Items as Item[];
      return item && toMessage(item);
    },

    async page(conversationId, limit, before = Number.MAX_SAFE_INTEGER) {
      const { Items = [], LastEvaluatedKey: more } = await done(
        documents.send(
          new QueryCommand({
            ...byPlace,
            KeyConditionExpression: 'conversationId = :id AND place < :place',
            ExpressionAttributeValues: { ':id': conversationId, ':place': before },
            ScanIndexForward: false,
            Limit: limit,
          }),
        ),
      );
      const items = Items as Item[];
      return {
        entries: items.filter(isAlive).reverse().map(toEntry),
        rest: more ? (items.at(-1)?.place ?? null) : null,
      };
    },

    async since(conversationId, after, limit): Promise<Page | undefined> {
      const place = after === null ? 0 : await placeOf(conversationId, after);
      if (place === undefined) return undefined;
      const { Items = [], LastEvaluatedKey: more } = await done(
        documents.send(
          new QueryCommand({
            ...byPlace,
            KeyConditionExpression: 'conversationId = :id AND place > :place',
            ExpressionAttributeValues: { ':id': conversationId, ':place': place },
            Limit: limit,
          }),
        ),
      );
      const items = Items as Item[];
      return { entries: items.filter(isAlive).map(toEntry), rest: more ? (items.at(-1)?.place ?? null) : null };
    },

    async storeReply(conversationId, message, reply) {
      const put = new PutCommand({
        TableName: tableName,
        Item: fromReply(conversationId, reply, message.order + 1, expiryAfter(RETENTION_DAYS, now())),
        ConditionExpression: 'attribute_not_exists(conversationId) OR attempt < :attempt',
        ExpressionAttributeValues: { ':attempt': reply.attempt },
      });
      if (!(await ifHolds(documents.send(put)))) return 'superseded';
      if (message.failure !== null) await fail(conversationId, message.id, null);
      return 'stored';
    },

    fail,
  };
}

function toEntry(item: Item): Entry {
  return 'inReplyTo' in item ? toReply(item) : toMessageEntry(toMessage(item));
}
