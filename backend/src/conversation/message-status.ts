import { replyIdOf, type MessageStatus } from '@lex-chat/protocol';
import { toMessageEntry } from './message-entry.ts';
import { LOST_AFTER_MS } from './delivery/follow.ts';
import type { AnswerInvoker } from './ports.ts';
import type { HistoryStore, TurnStore } from './stores.ts';

export interface StatusPorts {
  readonly history: Pick<HistoryStore, 'find'>;
  readonly turns: Pick<TurnStore, 'read'>;
  readonly invoker: AnswerInvoker;
  readonly now: () => number;
}

/**
 * What became of a message. One that is not in this conversation is `unknown`, whether or not it is in another.
 * A reply that is being given afresh counts, not the one that broke off before it. Where nobody is working on
 * a message that waits, somebody is asked to.
 */
export async function messageStatus(
  conversationId: string,
  messageId: string,
  { history, turns, invoker, now }: StatusPorts,
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
  if (reply && !isRunning && !turn.again.includes(messageId)) return { state: 'answered', message, reply };

  const isAttended = turn.leaseUntil !== null && turn.leaseUntil > now();
  if (!isAttended && now() - message.at > LOST_AFTER_MS) await invoker.invoke(conversationId, messageId);
  return { state: 'waiting', message };
}
