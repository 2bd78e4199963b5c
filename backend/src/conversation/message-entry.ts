import { OBFUSCATED_TEXT, type MessageEntry } from '@lex-chat/protocol';
import type { StoredMessage } from './stores.ts';

/** A stored message as its visitor sees it. */
export function toMessageEntry(message: StoredMessage): MessageEntry {
  const { role, id, obfuscated, attachments, order: place, at, failure } = message;
  const text = obfuscated ? OBFUSCATED_TEXT : message.text;
  return { role, id, text, ...(obfuscated && { obfuscated }), ...(attachments && { attachments }), place, at, failure };
}
