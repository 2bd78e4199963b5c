import type { showUnread } from '../view/unread-badge.ts';
import { fetchPart, type File } from '../base/verified-part.ts';

/**
 * The files of the parts below, by their names: the build puts them in place of this text. What every page loads knows of
 * this one file instead, so that a part more makes no page heavier that does not need it.
 */
const FILES = 'files of the parts' as unknown as Readonly<Record<string, File>>;

const languages = {
  ja: () => part('ja', () => import('../strings/ja.ts')),
  'zh-Hans': () => part('zh-hans', () => import('../strings/zh-hans.ts')),
  'zh-Hant': () => part('zh-hant', () => import('../strings/zh-hant.ts')),
  es: () => part('es', () => import('../strings/es.ts')),
  fr: () => part('fr', () => import('../strings/fr.ts')),
  de: () => part('de', () => import('../strings/de.ts')),
  pt: () => part('pt', () => import('../strings/pt.ts')),
  ar: () => part('ar', () => import('../strings/ar.ts')),
  he: () => part('he', () => import('../strings/he.ts')),
};

/** What the open chat needs later than an answer, or not at all. Each part is a file of its own, named after its module. */
export const more = {
  site: () => part('site', () => import('./site.ts')),
  history: () => part('history', () => import('../conversation/history.ts')),
  ask: () => part('ask', () => import('../conversation/ask.ts')),
  card: () => part('card', () => import('../view/card.ts')),
  rarities: () => part('rarities', () => import('../markdown/rarities.ts')),
  asking: () => part('asking', () => import('../asking/asking.ts')),
  attaching: () => part('attaching', () => import('../attaching/attaching.ts')),
  replyTools: () => part('reply-tools', () => import('../reply-tools/reply-tools.ts')),
  /** Shows how many replies nobody has seen; without the code for it, those who listen hear it all the same. */
  showUnread: (...given: Parameters<typeof showUnread>) =>
    part('unread-badge', () => import('../view/unread-badge.ts')).then(
      badge => badge.showUnread(...given),
      () => undefined,
    ),
  /** What goes beyond a plain conversation, and fetches the parts for it. */
  extras: () => part('extras', () => import('./extras.ts')),
  walk: () => part('walk', () => import('../controllers/walk.ts')),
  /** Shows a developer how the last turn was answered; without the code for it they see what everybody sees. */
  inspect: (root: ShadowRoot, inspection: unknown) =>
    part('inspector', () => import('../inspector/inspector.ts')).then(
      ({ inspect }) => inspect(root, inspection),
      () => undefined,
    ),
  yourData: () => part('your-data', () => import('../your-data/your-data.ts')),
  /** All words of a language that few visitors need. */
  languages,
  /** Those that are needed later than an answer. */
  words: {
    ...languages,
    ko: () => part('ko-more', () => import('../strings/ko-more.ts')),
    en: () => part('en-more', () => import('../strings/en-more.ts')),
  },
};

function part<Part>(name: string, fetch: () => Promise<Part>): Promise<Part> {
  return fetchPart(name, fetch, FILES[name]);
}
