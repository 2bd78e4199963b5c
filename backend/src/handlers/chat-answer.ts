import {
  messageIdOf,
  type ChatAnswer,
  type ChatMessage,
  type EndReason,
  type Part,
  type ReplyEntry,
} from '@lex-chat/protocol';
import type { Draft } from '../conversation/stores.ts';

/** A reply for clients that want it in one piece. */
export function toChatAnswer(reply: Draft | ReplyEntry, reason: EndReason): ChatAnswer {
  const { text, parts, source } = reply;
  const replyId = 'replyId' in reply ? reply.replyId : reply.id;
  return { messageId: messageIdOf(replyId), replyId, msg: text, messages: toMessages(text, parts), source, reason };
}

/** The messages as Lex gave them: the text is cut where a `break` says that a further one begins. */
function toMessages(text: string, parts: readonly Part[]): readonly ChatMessage[] {
  const breaks = parts.filter(part => part.kind === 'break').map(({ offset }) => offset);
  const textFrom = (start: number): ChatMessage[] => {
    const end = breaks.find(offset => offset > start) ?? text.length;
    const content = text.slice(start, end).trim();
    return content === '' ? [] : [{ contentType: 'PlainText', content }];
  };
  const first = breaks[0] === 0 ? [] : textFrom(0);
  return [...first, ...parts.flatMap(part => (part.kind === 'break' ? textFrom(part.offset) : toMessage(part)))];
}

function toMessage(part: Exclude<Part, { kind: 'break' }>): ChatMessage[] {
  switch (part.kind) {
    case 'card': {
      const { title, subtitle, imageUrl, buttons } = part;
      const card = { title, ...(subtitle !== null && { subtitle }), ...(imageUrl !== null && { imageUrl }), buttons };
      return [{ contentType: 'ImageResponseCard', imageResponseCard: card }];
    }
    case 'payload':
      return [{ contentType: 'CustomPayload', content: part.content }];
    case 'elicit':
      return [];
  }
}
