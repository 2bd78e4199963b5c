import { PutCommand, QueryCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { HistoryStore } from '../../conversation/stores.ts';
import { done, ifHolds } from './condition.ts';
import { isReply, type Item, type MessageItem, type ReplyItem } from './entry-items.ts';
import { clearedOf } from './head-item.ts';
import { joinPieces, putPieces, toPieces } from './reply-pieces.ts';
import { CONVERSATIONS, expiryAfter, HEAD, RETENTION_DAYS } from './tables.ts';

/** Copied at once: each takes a place, and they are stored side by side. */
const AT_ONCE = 25;

type Exchange = { readonly message: MessageItem; readonly reply: ReplyItem | undefined };

/** Copies what was said in one conversation behind what was said in another. */
export function createHistoryCopier(
  documents: DynamoDBDocumentClient,
  tableName: string,
  now: () => number,
): HistoryStore['copy'] {
  return async (from, { conversationId, visitorId }) => {
    const exchanges = await readExchanges(from);
    for (let i = 0; i < exchanges.length; i += AT_ONCE) {
      const some = exchanges.slice(i, i + AT_ONCE);
      const first = await takePlaces(conversationId, some.length);
      await Promise.all(
        some.map(({ message, reply }, nth) =>
          put(message, reply, { conversationId, visitorId, place: first + 2 * nth }),
        ),
      );
    }
  };

  async function readExchanges(conversationId: string): Promise<readonly Exchange[]> {
    const items: Item[] = [];
    let head: Readonly<Record<string, unknown>> = {};
    for (let start: Record<string, unknown> | undefined; ;) {
      const { Items = [], LastEvaluatedKey: more } = await done(
        documents.send(
          new QueryCommand({
            TableName: tableName,
            ConsistentRead: true,
            KeyConditionExpression: `${CONVERSATIONS.partitionKey} = :id`,
            ExpressionAttributeValues: { ':id': conversationId },
            ...(start && { ExclusiveStartKey: start }),
          }),
        ),
      );
      head = Items.find(({ item }) => item === HEAD) ?? head;
      items.push(...(Items.filter(({ place }) => place !== undefined) as Item[]));
      if (!more) break;
      start = more;
    }
    const seen = items.filter(({ place, expiresAt }) => place > clearedOf(head) + 1 && expiresAt > now() / 1_000);
    const whole = (await joinPieces(documents, tableName, seen)).map(withoutFence);
    const replies = new Map(whole.filter(isReply).map(reply => [reply.inReplyTo, reply]));
    return whole
      .filter((item): item is MessageItem => !isReply(item))
      .sort((one, other) => one.place - other.place)
      .map(message => ({ message, reply: replies.get(message.id) }));
  }

  /** The first of so many places for messages, each with one for its reply. */
  async function takePlaces(conversationId: string, count: number): Promise<number> {
    const update = new UpdateCommand({
      TableName: tableName,
      Key: { conversationId, item: HEAD },
      UpdateExpression: 'SET expiresAt = :expiresAt ADD lastPlace :steps',
      ExpressionAttributeValues: { ':steps': 2 * count, ':expiresAt': expiryAfter(RETENTION_DAYS, now()) },
      ReturnValues: 'ALL_NEW',
    });
    const { Attributes: head } = await done(documents.send(update));
    return (head!['lastPlace'] as number) - 2 * (count - 1);
  }

  /** Whoever moves again after a fault finds here what was moved before, and leaves it. */
  async function put(
    message: MessageItem,
    reply: ReplyItem | undefined,
    to: { readonly conversationId: string; readonly visitorId: string; readonly place: number },
  ): Promise<void> {
    const failure = message.failure ?? (reply ? null : 'unavailable');
    await putNew({ ...message, text: message.mask ?? message.text, ...to, failure, moved: true });
    if (!reply) return;
    // Attempts are counted by the conversation: one that is given afresh here has a higher number.
    const { conversationId, place } = to;
    const { item, pieces } = toPieces({ ...reply, conversationId, place: place + 1, attempt: 0 });
    await putPieces(documents, tableName, pieces);
    await putNew(item);
  }

  async function putNew(item: Item): Promise<boolean> {
    const put = new PutCommand({
      TableName: tableName,
      Item: item,
      ConditionExpression: 'attribute_not_exists(conversationId)',
    });
    return (await ifHolds(documents.send(put))) !== undefined;
  }
}

/** Attempts are counted by the conversation: the fences of one mean nothing in another. */
function withoutFence<T extends Item>(item: T): T {
  const { fence: _, placeOfReply: __, ...rest } = item as T & { fence?: number; placeOfReply?: number };
  return rest as unknown as T;
}
