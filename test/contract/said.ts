import { newMessageId, replyIdOf, type ReplyEntry } from '@lex-chat/protocol';
import type { HistoryStore, NewMessage } from '@lex-chat/backend/conversation/stores';

export const idsOf = ({ entries }: { readonly entries: readonly { readonly id: string }[] }) =>
  entries.map(({ id }) => id);

export function message(given: Partial<NewMessage>): NewMessage {
  return { id: newMessageId(), text: '안녕', attributes: { page: '/' }, locale: 'ko_KR', visitorId: 'v1', ...given };
}

export async function accepted(history: HistoryStore, conversationId: string) {
  const acceptance = await history.accept(conversationId, message({}));
  if (acceptance.outcome !== 'stored') throw new Error('expected a new message to be stored');
  return acceptance.message;
}

export function reply(messageId: string, given: Partial<ReplyEntry> = {}): ReplyEntry {
  return {
    role: 'assistant',
    id: replyIdOf(messageId),
    inReplyTo: messageId,
    attempt: 1,
    text: '안녕하세요 👋',
    parts: [{ kind: 'break', offset: 3 }],
    locale: 'ko_KR',
    source: { kind: 'intent', name: 'Hello' },
    at: 1,
    reason: 'complete',
    ...given,
  };
}
