import { replyIdOf } from '@lex-chat/protocol';
import { toEntry } from '../draft.ts';
import type { Done, HistoryStore, TurnWithDraft } from '../stores.ts';
import { socketReceiver, tellAll, type SocketPorts } from '../delivery/sockets.ts';

export interface SettlePorts extends SocketPorts {
  readonly history: HistoryStore;
  readonly now: () => number;
}

/**
 * Ends the turn of a worker that died. What was shown stays, as interrupted; with nothing shown the message has failed.
 * Neither is asked of Lex or a model again by itself: Lex may have moved on, and only the visitor knows whether it is still wanted.
 * May be done twice: it ends in the same way.
 */
export async function settleAbandoned(conversationId: string, left: TurnWithDraft, ports: SettlePorts): Promise<Done> {
  const { answered, sessionAttributes, messageId, draft, attempt } = left;
  const begun = messageId === null ? undefined : await ports.history.find(conversationId, messageId);
  if (!begun) return { answered, sessionAttributes };
  // It may only have slept, and wake up between two lines of this: what it has stored by now counts, and nothing that comes later.
  await ports.history.fence(conversationId, begun.message, attempt);
  const exchange = (await ports.history.find(conversationId, begun.message.id)) ?? begun;

  const { message, reply } = exchange;
  const done: Done = { answered: Math.max(answered, message.order), sessionAttributes };
  // It had come to its end, and the visitor has asked for it afresh since.
  if (left.again.includes(message.id)) return done;
  const hasBegunAnew = draft?.replyId === replyIdOf(message.id) && draft.text !== '';
  // It may have died before it began, or between storing the reply and letting go.
  const isOver =
    message.failure !== null ||
    (reply && (reply.reason !== 'interrupted' || !hasBegunAnew || reply.attempt >= draft.attempt));
  if (isOver) return done;

  ports.warn('turn-abandoned', undefined);
  const receivers = left.connections.map(connected => socketReceiver(conversationId, connected, ports));
  if (hasBegunAnew) {
    const entry = toEntry(draft, 'interrupted', ports.now());
    await ports.history.storeReply(conversationId, message, entry, attempt);
    await tellAll(receivers, { type: 'entry', entry }, ports.warn);
  } else {
    await ports.history.fail(conversationId, message.id, 'unavailable', attempt);
    await tellAll(receivers, { type: 'failure', code: 'unavailable', messageId: message.id }, ports.warn);
  }
  return done;
}
