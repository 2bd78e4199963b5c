import { fetchPart, type File } from './verified-part.ts';

/**
 * The files of the parts below, by their names: the build puts them in place of this text. What every page loads knows of
 * this one file instead, so that a part more makes no page heavier that does not need it.
 */
const FILES = 'files of the parts' as unknown as Readonly<Record<string, File>>;

/** What the open chat needs later than an answer, or not at all. Each part is a file of its own, named after its module. */
export const more = {
  card: () => part('card', () => import('./view/card.ts')),
  rarities: () => part('rarities', () => import('./markdown/rarities.ts')),
  asking: () => part('asking', () => import('./asking/asking.ts')),
  replyTools: () => part('reply-tools', () => import('./reply-tools/reply-tools.ts')),
  walk: () => part('walk', () => import('./walk.ts')),
  /** Shows a developer how the last turn was answered; without the code for it they see what everybody sees. */
  inspect: (root: ShadowRoot, inspection: unknown) =>
    part('inspector', () => import('./inspector/inspector.ts')).then(
      ({ inspect }) => inspect(root, inspection),
      () => undefined,
    ),
  yourData: () => part('your-data', () => import('./your-data/your-data.ts')),
  words: {
    ko: () => part('ko-more', () => import('./strings/ko-more.ts')),
    en: () => part('en-more', () => import('./strings/en-more.ts')),
  },
};

function part<Part>(name: string, fetch: () => Promise<Part>): Promise<Part> {
  return fetchPart(name, fetch, FILES[name]);
}
