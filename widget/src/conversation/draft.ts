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
 * `nameOf` is what the storage of the conversation is called now: another for a guest than for whom the site vouches, since neither is shown
 * what the other has begun. It is wiped with all other traces of a visitor.
 */
export function createStoredDraft(
  nameOf: () => string,
  storage: JsonStorage = createJsonStorage(browserWorld().tabStorage),
): StoredDraft {
  const key = () => `draft:${nameOf()}`;
  return {
    read() {
      const stored = storage.read(key());
      return isRecord(stored) && typeof stored.text === 'string' ? stored.text : '';
    },
    write: text => storage.write(key(), text ? { text } : null),
  };
}
