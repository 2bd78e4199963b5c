import { isRecord } from '@lex-chat/protocol';
import { browserWorld } from '../connection/world.ts';
import { createJsonStorage, type JsonStorage } from './json-storage.ts';

/** What a visitor has begun to write. It outlives a reload of the page, in this tab alone. */
export interface StoredDraft {
  read(): string;
  /** An empty text removes it. */
  write(text: string): void;
}

/**
 * `nameOf` is what the storage of the conversation is called now, and `isSigned` whether the site vouches for its visitor: what a guest
 * has begun is not shown to them, nor the other way round. It is wiped with all other traces of a visitor.
 */
export function createStoredDraft(
  nameOf: () => string,
  isSigned: () => boolean,
  storage: JsonStorage = createJsonStorage(browserWorld().tabStorage),
): StoredDraft {
  const key = () => `draft:${nameOf()}${isSigned() ? ':signed' : ''}`;
  return {
    read() {
      const stored = storage.read(key());
      return isRecord(stored) && typeof stored.text === 'string' ? stored.text : '';
    },
    write: text => storage.write(key(), text ? { text } : null),
  };
}
