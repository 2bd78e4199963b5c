import MiniSearch, { type Options } from 'minisearch';
import type { Knowledge, Passage } from '../conversation/ports.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import { askedTermsOf, isPair, termsOf } from './full-text-terms.ts';

/** What stands under one heading of one page, as the index keeps it. */
export interface Section {
  /** Of the page. */
  readonly page: string;
  /** Empty for what stands above the first. */
  readonly heading: string;
  readonly url: string | null;
  readonly text: string;
}

/** Most sections that a question gets. */
const SECTIONS_MAX = 4;

/** Less of a question's terms than this part, and a section has them by chance. */
const LEAST_SHARE = 0.15;

/** Far behind the best one, a section is about something else. */
const LEAST_OF_BEST = 0.3;

const OPTIONS: Options<Section & { readonly id: number }> = {
  fields: ['page', 'heading', 'text'],
  storeFields: ['page', 'heading', 'url', 'text'],
  tokenize: termsOf,
  processTerm: term => term,
  searchOptions: {
    tokenize: askedTermsOf,
    boost: { heading: 3, page: 1.5 },
    // Pairs of letters are exact; a word of another script may have an ending, or a slip of the finger.
    prefix: term => !isPair(term) && term.length >= 4,
    fuzzy: term => (!isPair(term) && term.length >= 6 ? 0.2 : false),
  },
};

/** The file of an index over these sections, for `createFullText`. */
export function writeIndex(sections: readonly Section[]): string {
  const index = new MiniSearch(OPTIONS);
  index.addAll(sections.map((section, id) => ({ id, ...section })));
  return JSON.stringify(index);
}

/** Finds sections in an index that `writeIndex` wrote: in memory, for the pages of a small site. `read` is called once. */
export function createFullText(read: () => Promise<string>): Knowledge {
  const opening = read().then(file => MiniSearch.loadJSON(file, OPTIONS));
  // Told to whoever asks first, instead of ending the process before.
  opening.catch(() => undefined);
  return {
    async find({ text }) {
      const index = await opening.catch((error: unknown) => {
        throw new UpstreamError('knowledge', { cause: error, cure: 'operator' });
      });
      const asked = new Set(askedTermsOf(text)).size;
      const results = index.search(text);
      const best = results[0]?.score ?? 0;
      return results
        .filter(({ queryTerms, score }) => queryTerms.length >= asked * LEAST_SHARE && score >= best * LEAST_OF_BEST)
        .slice(0, SECTIONS_MAX)
        .map(result => toPassage(result as unknown as Section));
    },
  };
}

function toPassage({ page, heading, url, text }: Section): Passage {
  return { title: heading === '' || heading === page ? page : `${page} › ${heading}`, url, text };
}
