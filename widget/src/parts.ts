import type * as moreModule from './more.ts';
import { fetchPart } from './verified-part.ts';

/** How the open chat fetches what it does not need at once. Each part is a file of its own, named after its module. */
export const parts = {
  ko: () => fetchPart('ko', () => import('./strings/ko.ts')),
  en: () => fetchPart('en', () => import('./strings/en.ts')),
  site: async () => (await more()).more.site(),
  history: async () => (await more()).more.history(),
  ask: async () => (await more()).more.ask(),
  rarities: async () => (await more()).more.rarities(),
  more,
};

function more(): Promise<typeof moreModule> {
  return fetchPart('more', () => import('./more.ts'));
}
