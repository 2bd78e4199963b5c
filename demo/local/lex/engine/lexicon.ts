import { groupOf, synonymsOf } from './general-synonyms.ts';
import { GENERIC_WORDS } from './generic-words.ts';
import { jamoOf } from './jamo.ts';
import { contracted, koreanStem } from './korean-words.ts';
import { stem } from './stem.ts';

/** What words mean to a bot, by their stems; Korean ones in jamo. Words of one meaning have one group. */
export type Lexicon = ReadonlyMap<string, string>;

export const HANGUL = /[\u1100-\u11ff\uac00-\ud7a3]/u;

export const GENERIC_JAMO: ReadonlySet<string> = new Set(Array.from(GENERIC_WORDS, jamoOf));

/**
 * Learns the words of samples, and everyday words that mean the same as one of them. Generic words are left out, but for
 * samples that have no others, which mean something by them: 거기 있어요.
 */
export function createLexicon(samples: readonly (readonly string[])[]): Lexicon {
  const lexicon = new Map<string, string>();
  const words = new Set(samples.flat());
  // Words of a group come first: they tell where the stems of others end.
  for (const word of words) if (groupOf(word) !== undefined) learn(formOf(word));
  for (const word of words) {
    const form = formOf(word);
    if (word !== '' && !GENERIC_JAMO.has(form)) learn(form);
  }
  for (const sample of samples) if (!sample.some(word => lexicon.has(formOf(word)))) sample.map(formOf).forEach(learn);
  for (const form of [...lexicon.keys()]) synonymsOf(form).forEach(synonym => learn(formOf(synonym)));
  for (const form of [...lexicon.keys()]) {
    const short = contracted(form);
    if (short !== undefined && !lexicon.has(short)) lexicon.set(short, lexicon.get(form)!);
  }
  return lexicon;

  function learn(form: string): void {
    if (form !== '' && !lexicon.has(form)) lexicon.set(form, groupOf(form) ?? form);
  }

  function formOf(word: string): string {
    if (!HANGUL.test(word)) return GENERIC_WORDS.has(word) || groupOf(word) !== undefined ? word : stem(word);
    return koreanStem(word, jamo => lexicon.has(jamo) || GENERIC_JAMO.has(jamo) || groupOf(jamo) !== undefined);
  }
}
