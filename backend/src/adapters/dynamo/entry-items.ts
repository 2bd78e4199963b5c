import type { Attributes, ReplyEntry } from '@lex-chat/protocol';
import type { StoredMessage } from '../../conversation/stores.ts';
import { messageItem, replyItem } from './tables.ts';

/** An entry as it lies in the table. */
export type Item = MessageItem | ReplyItem;

interface Keys {
  readonly conversationId: string;
  readonly item: string;
  readonly place: number;
  /** In seconds since 1970. */
  readonly expiresAt: number;
}

interface MessageItem extends Keys, Pick<StoredMessage, 'id' | 'text' | 'locale' | 'visitorId' | 'at' | 'failure'> {
  readonly attributes: Attributes;
}

interface ReplyItem extends Keys, Omit<ReplyEntry, 'role'> {}

export function fromMessage(
  conversationId: string,
  { role: _, order, ...message }: StoredMessage,
  expiresAt: number,
): MessageItem {
  return { conversationId, item: messageItem(message.id), place: order, expiresAt, ...message };
}

export function fromReply(
  conversationId: string,
  { role: _, ...reply }: ReplyEntry,
  place: number,
  expiresAt: number,
): ReplyItem {
  return { conversationId, item: replyItem(reply.id), place, expiresAt, ...reply };
}

export function toMessage(item: Item): StoredMessage {
  const { id, text, locale, visitorId, at, failure, attributes, place: order } = item as MessageItem;
  return { role: 'visitor', id, text, locale, visitorId, at, failure, attributes, order };
}

export function toReply(item: Item): ReplyEntry {
  const { id, inReplyTo, attempt, text, parts, locale, source, at, reason } = item as ReplyItem;
  return { role: 'assistant', id, inReplyTo, attempt, text, parts, locale, source, at, reason };
}
