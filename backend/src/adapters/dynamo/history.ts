import {
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { isReplyId, replyIdOf, type Entry } from '@lex-chat/protocol';
import type { HistoryStore, StoredMessage } from '../../conversation/stores.ts';
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

  const read = async (conversationId: string, item: string): Promise<Item | undefined> => {
    const get = new GetCommand({ TableName: tableName, Key: { conversationId, item }, ConsistentRead: true });
    const { Item: found } = await done(documents.send(get));
    return found && isAlive(found as Item) ? (found as Item) : undefined;
  };

  /** Entries beyond a place, nearest first. One more than wanted is asked for, to know whether there is more. */
  const inPlaces = async (conversationId: string, beyond: string, place: number, limit: number, isForward: boolean) => {
    const { Items = [], LastEvaluatedKey: more } = await done(
      documents.send(
        new QueryCommand({
          ...byPlace,
          KeyConditionExpression: `conversationId = :id AND ${beyond}`,
          ExpressionAttributeValues: { ':id': conversationId, ':place': place },
          ScanIndexForward: isForward,
          Limit: limit + 1,
        }),
      ),
    );
    const items = Items as Item[];
    const page = items.slice(0, limit);
    // A page of DynamoDB also ends at 1 MB.
    const hasMore = items.length > limit || (more !== undefined && items.length < limit + 1);
    return { page: page.filter(isAlive), rest: hasMore ? (page.at(-1)?.place ?? null) : null };
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
      // Two reads, not one batch: a batch may come back in part and still be a success.
      const [message, reply] = await Promise.all([
        read(conversationId, messageItem(messageId)),
        read(conversationId, replyItem(replyIdOf(messageId))),
      ]);
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
      const items = await inPlaces(conversationId, 'place < :place', before, limit, false);
      return { entries: items.page.reverse().map(toEntry), rest: items.rest };
    },

    async since(conversationId, after, limit) {
      const item = after !== null && (isReplyId(after) ? replyItem(after) : messageItem(after));
      const place = item ? (await read(conversationId, item))?.place : 0;
      if (place === undefined) return undefined;
      const { page, rest } = await inPlaces(conversationId, 'place > :place', place, limit, true);
      return { entries: page.map(toEntry), rest };
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
