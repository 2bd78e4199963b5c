import type { ServerMessage } from '@lex-chat/protocol';
import { createLazyPart, ignore } from '../base/lazy-part.ts';
import type * as historyModule from './history.ts';
import type { HistoryCode, HistoryParts } from './history.ts';
import { createInOrder } from './in-order.ts';
import { gapIn } from './transcript.ts';

/** What was said before, and what was missed. */
export interface History {
  /** The code, if it is there: whatever needs it is heard by it. */
  readonly code: HistoryCode | undefined;
  /** Resolves when the code is there; rejects when it does not arrive. */
  ready(): Promise<unknown>;
  /** Loads the newest page. Resolves when that is done or has failed; the state says which. */
  load(): Promise<void>;
  /** Loads the page before the earliest that is shown, if there is one. */
  loadEarlier(): Promise<void>;
  /** Takes what the service says, in its order, as soon as the code for it is there. */
  hear(message: ServerMessage): void;
  /** A new socket: it tells again what the one before has told in vain. */
  reset(): void;
}

export interface LazyHistoryParts extends HistoryParts {
  readonly take: (message: ServerMessage) => void;
}

/**
 * A history whose code is fetched when there may be any: before a first visit nothing was said, and as long as no line
 * breaks nothing is missed. Without the code it has failed; once it is asked for again, the newest page takes the place of
 * what is shown, and has all that was left out.
 */
export function createLazyHistory(
  parts: LazyHistoryParts,
  signal: AbortSignal,
  fetch: () => Promise<typeof historyModule>,
): History {
  const { store, take } = parts;
  const code = createLazyPart(
    async () => (await fetch()).createHistory(parts, signal),
    () => {
      if (code.state === 'failed' && !signal.aborted) store.update({ history: 'failed' });
      messages.goOn();
    },
  );
  const messages = createInOrder<ServerMessage>(
    code,
    message => message.type === 'entry' || gapIn(store.known.transcript, message),
    take,
  );

  return {
    get code() {
      return code.part;
    },
    ready: code.load,
    async load() {
      const { history } = store.known;
      if (history === 'loading') return;
      store.update({ history: 'loading' });
      const pages = await code.load().catch(ignore);
      if (!signal.aborted) await pages?.load(history === 'unloaded');
    },
    loadEarlier: async () => code.part?.loadEarlier(),
    hear: messages.hear,
    reset() {
      messages.drop();
      code.part?.reset();
    },
  };
}
