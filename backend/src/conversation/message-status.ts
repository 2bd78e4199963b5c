import { replyIdOf, type MessageStatus } from '@lex-chat/protocol';
import { toMessageEntry } from './message-entry.ts';
import type { HistoryStore, TurnStore } from './stores.ts';

export interface StatusPorts {
  readonly history: Pick<HistoryStore, 'find'>;
  readonly turns: Pick<TurnStore, 'read'>;
  readonly now: () => number;
}

/**
 * What became of a message. One that is not in this conversation is `unknown`, whether or not it is in another.
 * A reply that is being given afresh counts, not the one that broke off before it.
 */
export async function messageStatus(
  conversationId: string,
  messageId: string,
  { history, turns, now }: StatusPorts,
): Promise<MessageStatus> {
  const exchange = await history.find(conversationId, messageId);
  if (!exchange) return { state: 'unknown' };
  const message = toMessageEntry(exchange.message);
  if (message.failure !== null) return { state: 'failed', message };
  const { reply } = exchange;
  if (reply && reply.reason !== 'interrupted') return { state: 'answered', message, reply };

  const turn = await turns.read(conversationId);
  const isRunning = turn.messageId === messageId && turn.leaseUntil !== null && turn.leaseUntil > now();
  if (isRunning && turn.draft?.replyId === replyIdOf(messageId)) {
    const { replyId, attempt, text } = turn.draft;
    return { state: 'answering', message, soFar: { replyId, attempt, length: text.length, text } };
  }
  const isAwaited = isRunning || turn.again.includes(messageId);
  return reply && !isAwaited ? { state: 'answered', message, reply } : { state: 'waiting', message };
}
