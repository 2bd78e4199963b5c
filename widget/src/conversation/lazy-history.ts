import type { Rest } from '../connection/rest.ts';
import { fetchPart } from '../verified-part.ts';
import type { HistoryPages } from './history.ts';
import type { SessionKeeper } from './session.ts';
import type { Store } from './store.ts';

/** What was said before. */
export interface History {
  /** Loads the newest page. Resolves when that is done or has failed; the state says which. */
  load(): Promise<void>;
  /** Loads the page before the earliest that is shown, if there is one. */
  loadEarlier(): Promise<void>;
}

/** A history whose code is fetched when there may be any: before a first visit nothing was said. */
export function createLazyHistory(
  store: Store,
  rest: Rest,
  sessions: SessionKeeper,
  signal: AbortSignal,
  fetch = () => fetchPart('history', () => import('./history.ts')),
): History {
  let pages: HistoryPages | undefined;

  return {
    async load() {
      const { history } = store.known;
      if (history === 'loading') return;
      store.update({ history: 'loading' });
      try {
        pages ??= (await fetch()).createHistoryPages(store, rest, sessions, signal);
      } catch {
        // The code is asked for again with the history.
        if (!signal.aborted) store.update({ history: 'failed' });
        return;
      }
      if (!signal.aborted) await pages.load(history === 'unloaded');
    },
    loadEarlier: async () => pages?.loadEarlier(),
  };
}
