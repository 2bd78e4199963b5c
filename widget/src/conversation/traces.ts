import { isRecord } from '@lex-chat/protocol';
import type { World } from '../connection/world.ts';
import { createJsonStorage, type JsonStorage } from './json-storage.ts';

/** What this browser keeps of the visitors of a service. */
export interface Traces {
  readonly browser: JsonStorage;
  readonly tab: JsonStorage;
  /** For whom the site last vouched in this tab: what the tab keeps is theirs. */
  owner(): string | null;
  setOwner(subject: string): void;
  /** Removes everything that the tab keeps. */
  wipeTab(): void;
  wipe(): void;
}

export function createTraces(endpoint: string, world: Pick<World, 'storage' | 'tabStorage'>): Traces {
  const browser = createJsonStorage(world.storage);
  const tab = createJsonStorage(world.tabStorage);
  const key = `owner:${endpoint}:`;
  return {
    browser,
    tab,
    owner() {
      const stored = tab.read(key);
      return isRecord(stored) && typeof stored.subject === 'string' ? stored.subject : null;
    },
    setOwner: subject => tab.write(key, { subject }),
    wipeTab: () => tab.wipe(endpoint),
    wipe() {
      browser.wipe(endpoint);
      tab.wipe(endpoint);
    },
  };
}
