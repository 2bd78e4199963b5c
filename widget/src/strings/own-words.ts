import type { DoorStrings } from './door-strings.ts';
import type { MoreStrings } from './more-strings.ts';
import type { Strings } from './strings.ts';

type Own<Words> = { readonly [Name in keyof Words]?: OwnWord<Words[Name]> };

// A function is an object as well.
type OwnWord<Word> = Word extends (...given: never) => unknown ? Word : Word extends object ? Own<Word> : Word;

/** The element's `strings`: what a page wants to say otherwise than the chat does. The rest stays as it is. */
export type OwnStrings = Omit<Own<DoorStrings> & Own<Strings> & Own<MoreStrings>, 'language' | 'direction'>;

/** `words` with those that `own` has instead. What is of another type than what it replaces is passed over. */
export function withOwn<Words extends object>(words: Words, own: unknown): Words {
  const given = Object(own) as Readonly<Record<string, unknown>>;
  const entries = Object.entries(words).map(([name, word]: [string, unknown]) => {
    const other = given[name];
    if (typeof other !== typeof word) return [name, word];
    return [name, typeof word === 'object' ? withOwn(word as object, other) : other];
  });
  return Object.fromEntries(entries) as Words;
}
