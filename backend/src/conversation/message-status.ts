import { replyIdOf, type MessageStatus } from '@lex-chat/protocol';
import { toMessageEntry } from './message-entry.ts';
import type { HistoryStore, TurnStore } from './stores.ts';

/** What became of a message. One that is not in this conversation is `unknown`, whether or not it is in another. */
export async function messageStatus(
  conversationId: string,
  messageId: string,
  { history, turns }: { readonly history: Pick<HistoryStore, 'find'>; readonly turns: Pick<TurnStore, 'read'> },
): Promise<MessageStatus> {
  const exchange = await history.find(conversationId, messageId);
  if (!exchange) return { state: 'unknown' };
  const message = toMessageEntry(exchange.message);
  if (message.failure !== null) return { state: 'failed', message };
  if (exchange.reply) return { state: 'answered', message, reply: exchange.reply };

  const { draft } = await turns.read(conversationId);
  if (draft?.replyId !== replyIdOf(messageId)) return { state: 'waiting', message };
  const { replyId, attempt, text } = draft;
  return { state: 'answering', message, soFar: { replyId, attempt, length: text.length, text } };
}
