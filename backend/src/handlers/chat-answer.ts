import { messageIdOf, type ChatAnswer, type EndReason, type ReplyEntry } from '@lex-chat/protocol';
import { toMessages } from '../conversation/reply-messages.ts';
import type { Draft } from '../conversation/stores.ts';

/** A reply for clients that want it in one piece. */
export function toChatAnswer(reply: Draft | ReplyEntry, reason: EndReason): ChatAnswer {
  const { text, parts, source } = reply;
  const replyId = 'replyId' in reply ? reply.replyId : reply.id;
  const cited = parts.filter(part => part.kind === 'citation').map(({ kind: _, ...citation }) => citation);
  return {
    messageId: messageIdOf(replyId),
    replyId,
    msg: text,
    messages: toMessages(text, parts),
    source,
    ...(cited.length > 0 && { citations: cited }),
    reason,
  };
}
