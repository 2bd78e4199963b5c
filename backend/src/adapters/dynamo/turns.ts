import { GetCommand, UpdateCommand, type DynamoDBDocumentClient, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Done, TurnStore } from '../../conversation/stores.ts';
import { done, ifHolds } from './condition.ts';
import { socketAttribute, toTurnState } from './head-item.ts';
import { expiryAfter, HEAD, RETENTION_DAYS } from './tables.ts';

type Update = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues' | 'ReturnValues'
>;

/** Only the worker whose attempt stands in the head, and who has not let go, may write. */
const HOLDS_LEASE = 'attempt = :attempt AND attribute_exists(leaseUntil)';

export function createDynamoTurns(
  documents: DynamoDBDocumentClient,
  tableName: string,
  now: () => number = Date.now,
): TurnStore {
  const send = (conversationId: string, update: Update) =>
    documents.send(new UpdateCommand({ TableName: tableName, Key: { conversationId, item: HEAD }, ...update }));
  const changed = async (conversationId: string, update: Update) => {
    const result = await ifHolds(send(conversationId, { ReturnValues: 'ALL_NEW', ...update }));
    return result && toTurnState(result.Attributes);
  };

  return {
    async read(conversationId) {
      const get = new GetCommand({ TableName: tableName, Key: { conversationId, item: HEAD }, ConsistentRead: true });
      return toTurnState((await done(documents.send(get))).Item);
    },

    async claim(conversationId, messageId, leaseUntil) {
      const before = await changed(conversationId, {
        UpdateExpression:
          'SET leaseUntil = :until, turnMessage = :message, expiresAt = :expiresAt REMOVE draft, stop, knocked ADD attempt :one',
        ConditionExpression: 'attribute_not_exists(leaseUntil) OR leaseUntil < :now',
        ExpressionAttributeValues: {
          ':until': leaseUntil,
          ':message': messageId,
          ':one': 1,
          ':now': now(),
          ':expiresAt': expiryAfter(RETENTION_DAYS, now()),
        },
        ReturnValues: 'ALL_OLD',
      });
      return before ?? 'busy';
    },

    async knock(conversationId) {
      const knocked = await changed(conversationId, {
        UpdateExpression: 'SET knocked = :true',
        ConditionExpression: 'leaseUntil >= :now',
        ExpressionAttributeValues: { ':true': true, ':now': now() },
      });
      return knocked ? 'knocked' : 'free';
    },

    advance(conversationId, attempt, { messageId, leaseUntil, ...finished }) {
      const { expression, values } = finish(finished);
      return changed(conversationId, {
        UpdateExpression: `SET ${expression.set}, turnMessage = :message, leaseUntil = :until REMOVE draft, stop ADD attempt :one ${expression.delete}`,
        ConditionExpression: HOLDS_LEASE,
        ExpressionAttributeValues: {
          ...values,
          ':attempt': attempt,
          ':one': 1,
          ':message': messageId,
          ':until': leaseUntil,
        },
      });
    },

    checkpoint(conversationId, attempt, draft, leaseUntil) {
      return changed(conversationId, {
        UpdateExpression: 'SET draft = :draft, leaseUntil = :until',
        ConditionExpression: HOLDS_LEASE,
        ExpressionAttributeValues: { ':attempt': attempt, ':draft': draft, ':until': leaseUntil },
      });
    },

    async release(conversationId, attempt, finished) {
      const { expression, values } = finish(finished);
      const released = await changed(conversationId, {
        UpdateExpression: `SET ${expression.set} REMOVE leaseUntil, turnMessage, draft, stop ${expression.delete}`,
        ConditionExpression: `${HOLDS_LEASE} AND attribute_not_exists(knocked)`,
        ExpressionAttributeValues: { ...values, ':attempt': attempt },
      });
      if (released) return released;
      const heard = await changed(conversationId, {
        UpdateExpression: 'REMOVE knocked',
        ConditionExpression: HOLDS_LEASE,
        ExpressionAttributeValues: { ':attempt': attempt },
      });
      return heard ? 'more' : 'lost';
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

    async connect(conversationId, { connectionId, open, at }) {
      const { Attributes } = await done(
        send(conversationId, {
          UpdateExpression: 'SET #socket = :socket, expiresAt = :expiresAt',
          ExpressionAttributeNames: { '#socket': socketAttribute(connectionId) },
          ExpressionAttributeValues: { ':socket': { open, at }, ':expiresAt': expiryAfter(RETENTION_DAYS, now()) },
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
  };
}

/** How a message that is done is written down, together with what comes next. */
function finish({ answered, sessionAttributes, again }: Done) {
  return {
    expression: {
      set: 'answered = :answered, sessionAttributes = :attributes',
      delete: again === null ? '' : 'DELETE again :again',
    },
    values: {
      ':answered': answered,
      ':attributes': sessionAttributes,
      ...(again !== null && { ':again': new Set([again]) }),
    },
  };
}
