/** A known word that another looks like, and how much, below 1. */
export interface Near {
  readonly known: string;
  readonly likeness: number;
}

/**
 * Finds the known word that a word is with one letter wrong, missing, too many, or changed places with the next. Two words
 * that differ so share what is left of them without one letter, so nothing is compared with the whole vocabulary.
 * Weak for short words, where one letter makes another word: those are left out.
 */
export function createNearWords(words: Iterable<string>): (word: string) => Near | undefined {
  const byRest = new Map<string, string[]>();
  for (const known of words) {
    if (known.length < LENGTH_MIN) continue;
    for (const rest of [known, ...rests(known)]) {
      const others = byRest.get(rest);
      if (!others) byRest.set(rest, [known]);
      else if (!others.includes(known)) others.push(known);
    }
  }

  return word => {
    if (word.length < LENGTH_MIN - 1) return undefined;
    for (const rest of [word, ...rests(word)]) {
      const known = byRest.get(rest)?.find(other => isOneSlipFrom(word, other, other.length < SURE_LENGTH));
      if (known !== undefined) return { known, likeness: known.length < SURE_LENGTH ? SHORT : LONG };
    }
    return undefined;
  };
}

/** In letters; Hangul counted in jamo, of which a syllable has two or three. */
const LENGTH_MIN = 5;
const SURE_LENGTH = 6;

const SHORT = 0.8;
const LONG = 0.9;

/** Of Hangul. */
const CONSONANT = /[\u1100-\u1112\u11a8-\u11c2]/u;

function rests(word: string): readonly string[] {
  return Array.from({ length: word.length }, (_, i) => word.slice(0, i) + word.slice(i + 1));
}

function isOneSlipFrom(one: string, other: string, isShort: boolean): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  const shorter = Math.min(one.length, other.length) - start;
  while (end < shorter && one.at(-1 - end) === other.at(-1 - end)) end++;
  const [here, there] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  // 엄마 is not 얼마: between short Hangul words only a vowel may be mistaken.
  if (isShort && CONSONANT.test(here + there) && one.length === other.length) return false;
  if (here.length <= 1 && there.length <= 1) return true;
  return here.length === 2 && there.length === 2 && here[0] === there[1] && here[1] === there[0];
}
