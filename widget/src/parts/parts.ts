import { fetchPart } from '../base/verified-part.ts';
import type { Language } from '../strings/language.ts';
import type * as moreModule from './more.ts';

/** How the open chat fetches what it does not need at once. Each part is a file of its own, named after its module. */
export const parts = {
  /** The words of a language, as far as an answer needs them. */
  async strings(language: Language) {
    if (language === 'ko') return fetchPart('ko', () => import('../strings/ko.ts'));
    if (language === 'en') return fetchPart('en', () => import('../strings/en.ts'));
    return (await more()).more.languages[language]();
  },
  site: async () => (await more()).more.site(),
  history: async () => (await more()).more.history(),
  ask: async () => (await more()).more.ask(),
  rarities: async () => (await more()).more.rarities(),
  more,
};

function more(): Promise<typeof moreModule> {
  return fetchPart('more', () => import('./more.ts'));
}
