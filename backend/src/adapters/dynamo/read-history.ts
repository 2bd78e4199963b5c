import { GetCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { isReplyId, replyIdOf } from '@lex-chat/protocol';
import type { HistoryStore, Page } from '../../conversation/stores.ts';
import { done } from './condition.ts';
import { isReply, toEntry, toMessage, toReply, type Item } from './entry-items.ts';
import { clearedOf } from './head-item.ts';
import { joinPieces } from './reply-pieces.ts';
import { CONVERSATIONS, HEAD, messageItem, replyItem } from './tables.ts';

/** How many messages that were moved here are passed over at once, on the way to one that waits for an answer. */
const MOVED_AT_ONCE = 100;

/** What was said, as far as its time to live has not passed and it has not been cleared. */
export function createHistoryReader(
  documents: DynamoDBDocumentClient,
  tableName: string,
  now: () => number,
): Pick<HistoryStore, 'find' | 'next' | 'page' | 'since' | 'behind'> {
  const isAlive = (item: Pick<Item, 'expiresAt'>) => item.expiresAt > now() / 1_000;

  const get = async (conversationId: string, item: string) => {
    const get = new GetCommand({ TableName: tableName, Key: { conversationId, item }, ConsistentRead: true });
    return (await done(documents.send(get))).Item;
  };
  /** The order up to which nothing is seen: what still lies there is left over from erasing it. */
  const cleared = async (conversationId: string) => {
    const get = new GetCommand({
      TableName: tableName,
      Key: { conversationId, item: HEAD },
      ConsistentRead: true,
      ProjectionExpression: 'cleared',
    });
    return clearedOf((await done(documents.send(get))).Item) + 1;
  };
  const query = async (conversationId: string, beyond: string, place: number, limit: number, isForward: boolean) => {
    const { Items = [], LastEvaluatedKey: more } = await done(
      documents.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: CONVERSATIONS.placeIndex.name,
          ConsistentRead: true,
          KeyConditionExpression: `conversationId = :id AND ${beyond}`,
          ExpressionAttributeValues: { ':id': conversationId, ':place': place },
          ScanIndexForward: isForward,
          Limit: limit,
        }),
      ),
    );
    return { items: Items as Item[], hasMore: more !== undefined };
  };

  /** Entries beyond a place, nearest first. One more than wanted is asked for, to know whether there is more. */
  const inPlaces = async (conversationId: string, beyond: string, place: number, limit: number, isForward: boolean) => {
    const [{ items, hasMore }, hidden] = await Promise.all([
      query(conversationId, beyond, place, limit + 1, isForward),
      cleared(conversationId),
    ]);
    const page = items.slice(0, limit);
    // A page of DynamoDB also ends at 1 MB.
    const isMore = items.length > limit || (hasMore && items.length < limit + 1);
    const seen = page.filter(item => isAlive(item) && item.place > hidden);
    const entries = (await joinPieces(documents, tableName, seen)).map(toEntry);
    return { entries, rest: isMore ? (page.at(-1)?.place ?? null) : null };
  };
  const behind = (conversationId: string, place: number, limit: number): Promise<Page> =>
    inPlaces(conversationId, 'place > :place', place, limit, true);

  return {
    behind,

    async find(conversationId, messageId) {
      // Single reads, not one batch: a batch may come back in part and still be a success.
      const [message, reply, hidden] = await Promise.all([
        get(conversationId, messageItem(messageId)),
        get(conversationId, replyItem(replyIdOf(messageId))),
        cleared(conversationId),
      ]);
      const isSeen = (item: Item | undefined) => item && isAlive(item) && item.place > hidden;
      const found = [message, reply].map(item => item as Item | undefined).filter(isSeen) as Item[];
      const items = await joinPieces(documents, tableName, found);
      const asked = items.find(item => !isReply(item));
      const answered = items.find(isReply);
      return asked && { message: toMessage(asked), reply: answered ? toReply(answered) : null };
    },

    async next(conversationId, order) {
      // The reply to the message at `order` stands at the place behind it.
      for (let place = order + 1, limit = 1; ; limit = MOVED_AT_ONCE) {
        const { items, hasMore } = await query(conversationId, 'place > :place', place, limit, true);
        const waiting = items.find(item => !isReply(item) && !item.moved);
        if (waiting || !hasMore) return waiting && toMessage(waiting);
        place = items.at(-1)!.place;
      }
    },

    async page(conversationId, limit, before = Number.MAX_SAFE_INTEGER) {
      const { entries, rest } = await inPlaces(conversationId, 'place < :place', before, limit, false);
      return { entries: [...entries].reverse(), rest };
    },

    async since(conversationId, after, limit) {
      if (after === null) return behind(conversationId, 0, limit);
      const item = isReplyId(after) ? replyItem(after) : messageItem(after);
      const found = (await get(conversationId, item)) as
        (Partial<Pick<Item, 'place'>> & Pick<Item, 'expiresAt'>) | undefined;
      return found?.place !== undefined && isAlive(found) ? behind(conversationId, found.place, limit) : undefined;
    },
  };
}
