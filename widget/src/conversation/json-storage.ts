import { readJson } from '@lex-chat/protocol';
import type { World } from '../connection/world.ts';

/** What is kept between visits, as JSON. Where the page may keep nothing it forgets, and nothing throws. */
export interface JsonStorage {
  read(key: string): unknown;
  /** Null removes it. */
  write(key: string, value: object | null): void;
}

const PREFIX = 'lex-chat:';

export function createJsonStorage(storage: World['storage']): JsonStorage {
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
        if (value === null) storage?.removeItem(PREFIX + key);
        else storage?.setItem(PREFIX + key, JSON.stringify(value));
      } catch {
        // Storage is blocked, or full: what is in memory still holds until the page goes.
      }
    },
  };
}
