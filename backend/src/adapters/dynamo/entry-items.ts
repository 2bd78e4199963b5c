import { OBFUSCATED_TEXT, type Attributes, type Entry, type ReplyEntry } from '@lex-chat/protocol';
import { toMessageEntry } from '../../conversation/message-entry.ts';
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

export interface MessageItem
  extends Keys, Pick<StoredMessage, 'id' | 'text' | 'attachments' | 'locale' | 'visitorId' | 'at' | 'failure'> {
  readonly attributes: Attributes;
  readonly mode?: StoredMessage['mode'];
  readonly model?: string;
  /** Of an obfuscated message: what takes the place of its text. */
  readonly mask?: string;
  /** Came from another conversation: nobody is to answer it here. */
  readonly moved?: true;
}

export interface ReplyItem extends Keys, Omit<ReplyEntry, 'role'> {
  /** How many further items hold the rest of the text. */
  readonly pieces?: number;
}

export function fromMessage(
  conversationId: string,
  { role: _, order, obfuscated, ...message }: StoredMessage,
  expiresAt: number,
): MessageItem {
  const mask = obfuscated && { mask: OBFUSCATED_TEXT };
  return { conversationId, item: messageItem(message.id), place: order, expiresAt, ...message, ...mask };
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
  const { id, text, attachments, locale, visitorId, at, failure, attributes, mode, model, mask, place } =
    item as MessageItem;
  const message = { role: 'visitor', id, text, locale, visitorId, at, failure, attributes, order: place } as const;
  return {
    ...message,
    ...(attachments && { attachments }),
    ...(mode && { mode }),
    ...(model !== undefined && { model }),
    ...(mask !== undefined && { obfuscated: true }),
  };
}

export function toReply(item: Item): ReplyEntry {
  const { id, inReplyTo, attempt, text, parts, locale, source, at, reason, feedback } = item as ReplyItem;
  const reply = { role: 'assistant', id, inReplyTo, attempt, text, parts, locale, source, at, reason } as const;
  return feedback ? { ...reply, feedback } : reply;
}

export function isReply(item: Item): item is ReplyItem {
  return 'inReplyTo' in item;
}

export function toEntry(item: Item): Entry {
  return isReply(item) ? toReply(item) : toMessageEntry(toMessage(item));
}
