import type { MessageEntry } from '@lex-chat/protocol';
import type { StoredMessage } from './stores.ts';

/** A stored message as its visitor sees it. */
export function toMessageEntry({ role, id, text, order: place, at, failure }: StoredMessage): MessageEntry {
  return { role, id, text, place, at, failure };
}
