import { replyIdOf } from '@lex-chat/protocol';
import { toEntry } from './draft.ts';
import type { Done, HistoryStore, TurnState } from './stores.ts';
import { socketReceiver, tellAll, type SocketPorts } from './sockets.ts';

export interface SettlePorts extends SocketPorts {
  readonly history: HistoryStore;
  readonly now: () => number;
}

/**
 * Ends the turn of a worker that died. What was shown stays, as interrupted; with nothing shown the message has failed.
 * Neither is asked of Lex or a model again by itself: Lex may have moved on, and only the visitor knows whether it is still wanted.
 */
export async function settleAbandoned(conversationId: string, before: TurnState, ports: SettlePorts): Promise<Done> {
  const { answered, sessionAttributes, messageId, draft } = before;
  const exchange =
    before.leaseUntil !== null && messageId !== null ? await ports.history.find(conversationId, messageId) : undefined;
  if (!exchange) return { answered, sessionAttributes, again: null };

  const { message, reply } = exchange;
  const done: Done = { answered: Math.max(answered, message.order), sessionAttributes, again: messageId };
  // It may also have died between storing the reply and letting go.
  if (message.failure !== null || (reply && reply.attempt >= before.attempt)) return done;

  ports.warn('turn-abandoned', undefined);
  const receivers = before.connections.map(connected => socketReceiver(conversationId, connected, ports));
  if (draft?.replyId === replyIdOf(message.id) && draft.text !== '') {
    const entry = toEntry(draft, 'interrupted', ports.now());
    await ports.history.storeReply(conversationId, message, entry);
    await tellAll(receivers, { type: 'entry', entry }, ports.warn);
  } else {
    await ports.history.fail(conversationId, message.id, 'unavailable');
    await tellAll(receivers, { type: 'failure', code: 'unavailable', messageId: message.id }, ports.warn);
  }
  return done;
}
