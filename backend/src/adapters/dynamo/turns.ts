import { GetCommand, UpdateCommand, type DynamoDBDocumentClient, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TurnStore } from '../../conversation/stores.ts';
import { done, ifHolds } from './condition.ts';
import { createDraftPieces, toHeadDraft } from './draft-pieces.ts';
import { clearedOf, knocksOf, socketAttribute, toTurnState } from './head-item.ts';
import { expiryAfter, HEAD, RETENTION_DAYS } from './tables.ts';

type Update = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues' | 'ReturnValues'
>;

/** Only the worker whose attempt stands in the head, and who has not let go, may write. */
const HOLDS_LEASE = 'attempt = :attempt AND attribute_exists(leaseUntil)';

/** What a worker writes down when a message is done, together with what comes next. */
const LEAVE_BEHIND = 'SET answered = :answered, sessionAttributes = :attributes';

export function createDynamoTurns(
  documents: DynamoDBDocumentClient,
  tableName: string,
  now: () => number = Date.now,
): TurnStore {
  const send = (conversationId: string, update: Update) =>
    documents.send(new UpdateCommand({ TableName: tableName, Key: { conversationId, item: HEAD }, ...update }));
  const pieces = createDraftPieces(documents, tableName);
  const readHead = async (conversationId: string) => {
    const get = new GetCommand({ TableName: tableName, Key: { conversationId, item: HEAD }, ConsistentRead: true });
    return (await done(documents.send(get))).Item;
  };
  const changed = async (conversationId: string, update: Update) => {
    const result = await ifHolds(send(conversationId, { ReturnValues: 'ALL_NEW', ...update }));
    return result && toTurnState(result.Attributes);
  };

  return {
    async read(conversationId, known = null) {
      const head = await readHead(conversationId);
      return { ...toTurnState(head), draft: await pieces.read(conversationId, head, { known }) };
    },

    async claim(conversationId, messageId, leaseUntil) {
      const until = { ':until': leaseUntil, ':one': 1, ':expiresAt': expiryAfter(RETENTION_DAYS, now()) };
      const free = await changed(conversationId, {
        UpdateExpression: 'SET leaseUntil = :until, turnMessage = :message, expiresAt = :expiresAt ADD attempt :one',
        ConditionExpression: 'attribute_not_exists(leaseUntil)',
        ExpressionAttributeValues: { ...until, ':message': messageId },
      });
      if (free) return { state: { ...free, draft: null }, isTakeOver: false };
      // What the worker that died was doing stays written until it is settled: this one may die as well.
      const takenOver = await ifHolds(
        send(conversationId, {
          UpdateExpression: 'SET leaseUntil = :until, expiresAt = :expiresAt, settling = :true ADD attempt :one',
          ConditionExpression: 'leaseUntil < :now',
          ExpressionAttributeValues: { ...until, ':now': now(), ':true': true },
          ReturnValues: 'ALL_NEW',
        }),
      );
      if (!takenOver) return 'busy';
      const draft = await pieces.read(conversationId, takenOver.Attributes, { beyond: true });
      return { state: { ...toTurnState(takenOver.Attributes), draft }, isTakeOver: true };
    },

    async knock(conversationId, messageId) {
      const knocked = await changed(conversationId, {
        UpdateExpression: 'ADD knocks :message',
        ConditionExpression: 'leaseUntil >= :now',
        ExpressionAttributeValues: { ':message': new Set([messageId]), ':now': now() },
      });
      return knocked ? 'knocked' : 'free';
    },

    advance(conversationId, attempt, { messageId, leaseUntil, answered, sessionAttributes, done = [] }) {
      return changed(conversationId, {
        UpdateExpression: `${LEAVE_BEHIND}, turnMessage = :message, leaseUntil = :until REMOVE draft, stop, settling ADD attempt :one DELETE again :messages`,
        ConditionExpression: HOLDS_LEASE,
        ExpressionAttributeValues: {
          ':attempt': attempt,
          ':answered': answered,
          ':attributes': sessionAttributes,
          ':one': 1,
          ':message': messageId,
          ':messages': new Set([messageId, ...done]),
          ':until': leaseUntil,
        },
      });
    },

    checkpoint(conversationId, attempt, draft, leaseUntil, ends = []) {
      return changed(conversationId, {
        UpdateExpression: 'SET draft = :draft, leaseUntil = :until',
        ConditionExpression: HOLDS_LEASE,
        ExpressionAttributeValues: {
          ':attempt': attempt,
          ':draft': draft && toHeadDraft(draft, ends),
          ':until': leaseUntil,
        },
      });
    },

    async keep(conversationId, { order }, draft, ends) {
      const expiresAt = expiryAfter(RETENTION_DAYS, now());
      await pieces.put(draft, ends, { conversationId, placeOfReply: order + 1, expiresAt });
      // Read, not written: a second of a turn costs one write.
      const head = await readHead(conversationId);
      if (head?.['attempt'] === draft.attempt && head['leaseUntil'] !== undefined) return toTurnState(head);
      // What was said may have been erased meanwhile; nothing is to be left of it.
      await pieces.delete(conversationId, draft, ends.length - 1);
      return undefined;
    },

    async release(conversationId, attempt, { answered, sessionAttributes, done = [] }) {
      const released = await changed(conversationId, {
        UpdateExpression: `${LEAVE_BEHIND} REMOVE leaseUntil, turnMessage, draft, stop, settling${done.length > 0 ? ' DELETE again :messages' : ''}`,
        ConditionExpression: `${HOLDS_LEASE} AND attribute_not_exists(knocks)`,
        ExpressionAttributeValues: {
          ':attempt': attempt,
          ':answered': answered,
          ':attributes': sessionAttributes,
          ...(done.length > 0 && { ':messages': new Set(done) }),
        },
      });
      if (released) return { state: released, knocks: [] };
      const heard = await ifHolds(
        send(conversationId, {
          UpdateExpression: 'REMOVE knocks',
          ConditionExpression: HOLDS_LEASE,
          ExpressionAttributeValues: { ':attempt': attempt },
          ReturnValues: 'ALL_OLD',
        }),
      );
      return heard ? { state: toTurnState(heard.Attributes), knocks: knocksOf(heard.Attributes) } : 'lost';
    },

    async again(conversationId, messageId) {
      await done(
        send(conversationId, {
          UpdateExpression: 'ADD again :message',
          ExpressionAttributeValues: { ':message': new Set([messageId]) },
        }),
      );
    },

    async stop(conversationId, replyId) {
      await changed(conversationId, {
        UpdateExpression: 'SET stop = :reply',
        ConditionExpression: 'leaseUntil >= :now',
        ExpressionAttributeValues: { ':reply': replyId, ':now': now() },
      });
    },

    async connect(conversationId, { connectionId, open, at, until }) {
      const { Attributes } = await done(
        send(conversationId, {
          UpdateExpression: 'SET #socket = :socket, expiresAt = :expiresAt',
          ExpressionAttributeNames: { '#socket': socketAttribute(connectionId) },
          ExpressionAttributeValues: {
            ':socket': { open, at, until },
            ':expiresAt': expiryAfter(RETENTION_DAYS, now()),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return toTurnState(Attributes);
    },

    async disconnect(conversationId, connectionId) {
      await changed(conversationId, {
        UpdateExpression: 'REMOVE #socket',
        ConditionExpression: 'attribute_exists(conversationId)',
        ExpressionAttributeNames: { '#socket': socketAttribute(connectionId) },
      });
    },

    async hold(conversationId, until) {
      const { Attributes } = await done(
        send(conversationId, {
          UpdateExpression: 'SET heldUntil = :until, expiresAt = :expiresAt',
          ExpressionAttributeValues: { ':until': until, ':expiresAt': expiryAfter(RETENTION_DAYS, now()) },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return toTurnState(Attributes);
    },

    async logOut(conversationId, at) {
      // Of two at the same time the later write may name the earlier time, by a millisecond or so: who began between them is revoked as well.
      const { Attributes } = await done(
        send(conversationId, {
          UpdateExpression: 'SET loggedOut = :at, expiresAt = :expiresAt',
          ExpressionAttributeValues: { ':at': at, ':expiresAt': expiryAfter(RETENTION_DAYS, now()) },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return toTurnState(Attributes);
    },

    async clear(conversationId) {
      // A higher attempt, and no lease: no write of whoever answers now holds from here on.
      const write = (further: string, condition: string) =>
        ifHolds(
          send(conversationId, {
            UpdateExpression: `SET cleared = if_not_exists(lastPlace, :none), answered = if_not_exists(lastPlace, :none)${further} REMOVE leaseUntil, turnMessage, draft, stop, settling, knocks, again, sessionAttributes ADD attempt :one`,
            ConditionExpression: `attribute_exists(conversationId)${condition}`,
            ExpressionAttributeValues: { ':none': 0, ':one': 1 },
            ReturnValues: 'ALL_OLD',
          }),
        );
      const cleared =
        (await write(
          ', clearedBefore = if_not_exists(cleared, :none)',
          ' AND (attribute_not_exists(cleared) OR lastPlace > cleared)',
        )) ??
        // Nothing was said since the last time, which may have broken off: what it had to forget stays written.
        (await write('', ''));
      const before = cleared?.Attributes;
      // The reply to the last message stands at the place behind it.
      const lastPlace = (before?.['lastPlace'] as number | undefined) ?? 0;
      const over = [clearedOf(before), (before?.['clearedBefore'] as number | undefined) ?? 0];
      return { place: lastPlace + 1, before: toTurnState(before), over: [...new Set(over)] };
    },
  };
}
