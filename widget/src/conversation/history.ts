import { parseHistoryPage, type ConversationResume } from '@lex-chat/protocol';
import type { Rest } from '../connection/rest.ts';
import { createGaps, type Gaps } from './gaps.ts';
import { fromNewestPage, withEarlierPage, withNewestPage } from './history-page.ts';
import type { SessionKeeper } from './session.ts';
import type { Known, Store } from './store.ts';

export interface HistoryParts {
  readonly store: Store;
  readonly rest: Rest;
  readonly sessions: SessionKeeper;
  /** Whether that could be asked. */
  readonly resume: (resume: ConversationResume) => boolean;
}

/** Reads what was said before, page by page, and hears what was missed. */
export interface HistoryCode extends Gaps {
  /** Loads the newest page: at `first`, or in place of what is shown. Resolves when that is done or has failed; the state says which. */
  load(first: boolean): Promise<void>;
  /** Loads the page before the earliest that is shown, if there is one. */
  loadEarlier(): Promise<void>;
}

export function createHistory({ store, rest, sessions, resume }: HistoryParts, signal: AbortSignal): HistoryCode {
  const fetchPage = (cursor: string | null) => {
    const query = cursor === null ? '' : `?before=${encodeURIComponent(cursor)}`;
    return sessions.use(token => rest.call(`/history${query}`, { token, signal }, parseHistoryPage));
  };

  return {
    ...createGaps(resume),

    async load(first) {
      const page = await fetchPage(null);
      if (signal.aborted) return;
      if (!page.ok) {
        store.update({ history: 'failed', ...(page.reached && { failure: page.code }) });
        return;
      }
      const { entries, before } = page.value;
      const { transcript } = store.known;
      store.update({
        transcript: first ? withNewestPage(transcript, entries) : fromNewestPage(transcript, entries),
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
