import { readJson } from '@lex-chat/protocol';
import type { WebStorage } from '../connection/world.ts';

/** What is kept between visits, as JSON. Where the page may keep nothing it forgets, and nothing throws. */
export interface JsonStorage {
  read(key: string): unknown;
  /** Nothing removes it. */
  write(key: string, value: object | string | null | undefined): void;
  /** Removes all whose key has `part` between two colons. */
  wipe(part: string): void;
}

const PREFIX = 'lex-chat:';

export function createJsonStorage(storage: WebStorage | null): JsonStorage {
  return {
    read(key) {
      try {
        return readJson(storage?.getItem(PREFIX + key) ?? '');
      } catch {
        // Storage is blocked.
        return undefined;
      }
    },
    write(key, value) {
      try {
        if (value) storage?.setItem(PREFIX + key, JSON.stringify(value));
        else storage?.removeItem(PREFIX + key);
      } catch {
        // Storage is blocked, or full: what is in memory still holds until the page goes.
      }
    },
    wipe(part) {
      try {
        const keys = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage!.key(index) ?? '');
        for (const key of keys) if (key.startsWith(PREFIX) && key.includes(`:${part}:`)) storage!.removeItem(key);
      } catch {
        // Storage is blocked: there is nothing in it.
      }
    },
  };
}
