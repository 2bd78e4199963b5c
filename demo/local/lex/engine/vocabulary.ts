import { stem } from './stem.ts';

/** Which known words a word looks like, each with a likeness from 0 to 1. Words that look unlike are left out. */
export type Likenesses = ReadonlyMap<string, number>;

/**
 * Learns words; what is returned finds those that a word looks like, with typos, particles and endings: as it is, or
 * without its ending, whichever is more alike.
 */
export function createVocabulary(words: ReadonlySet<string>): (word: string) => Likenesses {
  const asItIs = createComparison(words, word => word);
  const withoutEnding = createComparison(words, stem);

  return word => {
    const likenesses = asItIs(word);
    for (const [known, like] of withoutEnding(word)) {
      if (like > (likenesses.get(known) ?? 0)) likenesses.set(known, like);
    }
    return likenesses;
  };
}

function createComparison(
  words: ReadonlySet<string>,
  form: (word: string) => string,
): (word: string) => Map<string, number> {
  const pairsOfKnown = new Map(Array.from(words, word => [word, pairsOf(form(word))]));
  const knownWith = new Map<string, string[]>();
  for (const [word, pairs] of pairsOfKnown) {
    for (const pair of pairs) {
      const known = knownWith.get(pair);
      if (known) known.push(word);
      else knownWith.set(pair, [word]);
    }
  }

  return word => {
    const pairs = pairsOf(form(word));
    const shared = new Map<string, number>();
    for (const pair of pairs) {
      for (const known of knownWith.get(pair) ?? []) shared.set(known, (shared.get(known) ?? 0) + 1);
    }
    const likenesses = Array.from(
      shared,
      ([known, count]) => [known, likeness(count, pairs.size, pairsOfKnown.get(known)!.size)] as const,
    );
    return new Map(likenesses.filter(([, like]) => like > 0));
  };
}

/** Pairs of neighbouring letters with the word's edges. Hangul is taken apart into jamo, so that 반가워 and 반갑다 share most of theirs. */
function pairsOf(word: string): ReadonlySet<string> {
  const letters = Array.from(`^${word.normalize('NFD')}$`);
  return new Set(letters.slice(1).map((letter, i) => letters[i]! + letter));
}

/** Below this likeness two words have nothing to do with each other. */
const LIKENESS_MIN = 0.5;

/** Dice's coefficient: the share of letter pairs that both have. */
function likeness(shared: number, one: number, other: number): number {
  const share = (2 * shared) / (one + other);
  return share > LIKENESS_MIN ? share : 0;
}
