import { isRecord } from '@lex-chat/protocol';
import { browserWorld } from '../connection/world.ts';
import { createJsonStorage, type JsonStorage } from './json-storage.ts';

/** What a visitor has begun to write. It outlives a reload of the page, in this tab alone. */
export interface Draft {
  readonly text: string;
  write(text: string): void;
  /** To be called when the place may be another: the text moves there, or what lies there is the text. */
  follow(): void;
  /** Forgets the text. Where it was kept it stays, for the same visitor to come back to. */
  forget(): void;
}

/**
 * `placeOf` is what the storage of the conversation is called now: another for a guest than for whom the site vouches;
 * empty where nothing may be kept, as before it is known whose it would be. It is wiped with all other traces of a visitor.
 */
export function createDraft(
  placeOf: () => string,
  storage: JsonStorage = createJsonStorage(browserWorld().tabStorage),
): Draft {
  let text = '';
  /** Where it lies, or has been left behind. */
  let place = '';
  let isForgotten = false;
  const read = (from: string) => {
    const stored = storage.read(`draft:${from}`);
    return isRecord(stored) && typeof stored.text === 'string' ? stored.text : '';
  };
  const keep = () => storage.write(`draft:${place}`, place && text ? { text } : null);
  const follow = () => {
    const next = placeOf();
    // What has been left behind waits until it is known whose it is.
    if (next ? next === place && !isForgotten : !text) return;
    text ||= read(place) || read(next);
    isForgotten = false;
    if (next === place) return;
    storage.write(`draft:${place}`, null);
    place = next;
    keep();
  };

  return {
    get text() {
      return text;
    },
    write(written) {
      follow();
      text = written;
      follow();
      keep();
    },
    follow,
    forget() {
      text = '';
      isForgotten = true;
    },
  };
}
