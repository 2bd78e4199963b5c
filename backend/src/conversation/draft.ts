import type { EndReason, ReplyEntry, ReplyMessage } from '@lex-chat/protocol';
import type { Draft } from './stores.ts';

/** A reply as it grows, and how it ended once it has. */
export interface Reply {
  readonly draft: Draft;
  readonly reason: EndReason | null;
}

/** The reply after `message`, which comes in order from its one writer. */
export function grow(reply: Reply | null, message: ReplyMessage): Reply {
  if (message.type === 'reply-start') {
    const { replyId, inReplyTo, attempt, locale, source } = message;
    return { draft: { replyId, inReplyTo, attempt, locale, source, text: '', parts: [] }, reason: null };
  }
  if (!reply) throw new Error(`${message.type} before reply-start`);
  const { draft } = reply;
  switch (message.type) {
    case 'reply-delta':
      return { ...reply, draft: { ...draft, text: draft.text + message.text } };
    case 'reply-part':
      return { ...reply, draft: { ...draft, parts: [...draft.parts, message.part] } };
    case 'reply-end':
      return { ...reply, reason: message.reason };
  }
}

/** The reply as it is stored. */
export function toEntry(
  { replyId, inReplyTo, attempt, locale, source, text, parts }: Draft,
  reason: EndReason,
  at: number,
): ReplyEntry {
  return { role: 'assistant', id: replyId, inReplyTo, attempt, text, parts, locale, source, at, reason };
}
