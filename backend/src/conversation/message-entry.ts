import { OBFUSCATED_TEXT, type MessageEntry } from '@lex-chat/protocol';
import type { StoredMessage } from './stores.ts';

/** A stored message as its visitor sees it. */
export function toMessageEntry({ role, id, text, obfuscated, order: place, at, failure }: StoredMessage): MessageEntry {
  if (obfuscated) return { role, id, text: OBFUSCATED_TEXT, obfuscated, place, at, failure };
  return { role, id, text, place, at, failure };
}
