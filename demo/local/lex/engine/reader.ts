import { GENERIC_WORDS, INTERJECTIONS } from './generic-words.ts';
import { jamoOf } from './jamo.ts';
import { isEnding, isPast } from './korean-endings.ts';
import { cutKorean } from './korean-words.ts';
import { createLexicon, GENERIC_JAMO, HANGUL } from './lexicon.ts';
import { createNearWords, type Near } from './near-words.ts';
import { OTHER_TOPICS } from './other-topics.ts';
import { isPastForm, stem } from './stem.ts';

/** What a text says, as far as words go. */
export interface Reading {
  /** How surely each meaning was heard, up to 1. */
  readonly meanings: ReadonlyMap<string, number>;
  /** The words that nothing is known of. */
  readonly unknown: readonly string[];
}

/** Stands in a word where a value was: a letter, so that it stays together with the particle behind the value. */
export const VALUE_MARK = '\u2d63';

/**
 * Learns the words of samples; what is returned reads words, all normalised: with typos, endings, synonyms, and blanks left
 * out. Order is not read, so `from A to B` is `to A from B`. A misspelt short word stays unknown, and so does what people
 * call a thing in words that neither the samples nor the general synonyms have.
 */
export function createReader(samples: readonly (readonly string[])[]): (words: readonly string[]) => Reading {
  const lexicon = createLexicon(samples.map(words => joined(words).map(withoutValues)));
  const near = createNearWords(lexicon.keys());
  const isStem = (jamo: string) => lexicon.has(jamo) || GENERIC_JAMO.has(jamo) || OTHER_JAMO.has(jamo);
  const stems = { exact: (jamo: string) => (isStem(jamo) ? jamo : undefined), near };

  return words => {
    const meanings = new Map<string, number>();
    const unknown: string[] = [];
    for (const word of joined(words).map(withoutValues)) {
      if (word !== '') (HANGUL.test(word) ? readKorean : readLatin)(word);
    }
    return { meanings, unknown };

    function mean(known: string, likeness: number): boolean {
      const meaning = lexicon.get(known);
      if (meaning !== undefined && likeness > (meanings.get(meaning) ?? 0)) meanings.set(meaning, likeness);
      return meaning !== undefined;
    }

    function readKorean(word: string): void {
      if (INTERJECTIONS.has(word)) return;
      for (const { known, likeness, ending } of cutKorean(word, stems)) {
        if (known === undefined) unknown.push(word);
        else if (mean(known, likeness)) {
          if (isPast(ending)) meanings.set(DONE, 1);
        } else if (!GENERIC_JAMO.has(known)) unknown.push(word);
      }
    }

    function readLatin(word: string): void {
      if (isPastForm(word)) meanings.set(DONE, 1);
      if (mean(word, 1) || GENERIC_WORDS.has(word) || mean(stem(word), 1) || NO_WORD.test(word)) return;
      const alike = near(stem(word)) ?? near(word) ?? unstretched(word);
      if (alike) mean(alike.known, alike.likeness);
      else if (!readTogether(word)) unknown.push(word);
    }

    /** `hii`: the last letter held down. */
    function unstretched(word: string): Near | undefined {
      const known = word.replace(/(.)\1$/u, '$1');
      return lexicon.has(known) ? { known, likeness: 1 } : undefined;
    }

    /** `checkbalance`: two known words without a blank. */
    function readTogether(word: string): boolean {
      for (let cut = 2; cut <= word.length - 2; cut++) {
        const parts = [word.slice(0, cut), word.slice(cut)];
        if (!parts.every(part => lexicon.has(part) || lexicon.has(stem(part)) || GENERIC_WORDS.has(part))) continue;
        for (const part of parts) if (!mean(part, 1)) mean(stem(part), 1);
        return true;
      }
      return false;
    }
  };
}

/** That something has been done, in whatever words. */
const DONE = '(done)';

const NO_WORD = /^[^\p{L}]*$/u;

const OTHER_JAMO: ReadonlySet<string> = new Set(Array.from(OTHER_TOPICS, jamoOf));

/** Takes two words that mean something only together as one. */
function joined(words: readonly string[]): readonly string[] {
  return words.flatMap((word, i) => {
    if (TOGETHER.has(`${words[i - 1] ?? ''} ${word}`)) return [];
    const next = `${word} ${words[i + 1] ?? ''}`;
    return [TOGETHER.has(next) ? next.replace(' ', '') : word];
  });
}

const TOGETHER: ReadonlySet<string> = new Set(['how much', 'whats up', 'how are', 'good day']);

/** What stands behind a value is a particle, or a word. */
function withoutValues(word: string): string {
  const rest = word.replaceAll(VALUE_MARK, '');
  return rest !== word && isEnding(jamoOf(rest)) ? '' : rest;
}
