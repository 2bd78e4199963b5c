import type { Rest } from '../connection/rest.ts';
import { fromNewestPage, withEarlierPage, withNewestPage } from './history-page.ts';
import type { SessionKeeper } from './session.ts';
import type { Known, Store } from './store.ts';

/** What was said before, page by page. */
export interface History {
  /** Loads the newest page. Resolves when that is done or has failed; the state says which. */
  load(): Promise<void>;
  /** Loads the page before the earliest that is shown, if there is one. */
  loadEarlier(): Promise<void>;
}

export function createHistory(store: Store, rest: Rest, sessions: SessionKeeper, signal: AbortSignal): History {
  const fetchPage = (cursor: string | null) => sessions.use(token => rest.history(token, cursor, signal));

  return {
    async load() {
      const { history } = store.known;
      if (history === 'loading') return;
      const isFirst = history === 'unloaded';
      store.update({ history: 'loading' });
      const page = await fetchPage(null);
      if (signal.aborted) return;
      if (!page.ok) {
        store.update({ history: 'failed', ...(page.reached && { failure: page.code }) });
        return;
      }
      const { entries, before } = page.value;
      const { transcript } = store.known;
      store.update({
        transcript: isFirst ? withNewestPage(transcript, entries) : fromNewestPage(transcript, entries),
        history: 'loaded',
        ...earlierFrom(before),
      });
    },

    async loadEarlier() {
      const { earlier, before: cursor } = store.known;
      if (earlier !== 'some') return;
      store.update({ earlier: 'loading' });
      const page = await fetchPage(cursor);
      // The newest page was loaded meanwhile: this one may not border on it.
      if (signal.aborted || store.known.earlier !== 'loading') return;
      if (!page.ok) {
        store.update({ earlier: 'some', ...(page.reached && { failure: page.code }) });
        return;
      }
      const { entries, before } = page.value;
      store.update({ transcript: withEarlierPage(store.known.transcript, entries), ...earlierFrom(before) });
    },
  };
}

function earlierFrom(before: string | null): Pick<Known, 'before' | 'earlier'> {
  return { before, earlier: before === null ? 'none' : 'some' };
}
