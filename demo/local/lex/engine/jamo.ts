/**
 * A word taken apart into its letters: Hangul into jamo, where a final consonant differs from an initial one. Vowels that
 * sound alike today (ㅐ and ㅔ) and are mixed up in typing become one.
 */
export function jamoOf(word: string): string {
  return word.normalize('NFD').replace(ALIKE, vowel => SAME[vowel]!);
}

/** Whether a syllable may begin with this letter: final consonants and vowels never stand first. */
export function isInitial(letter: string | undefined): boolean {
  return letter === undefined || !INNER.test(letter);
}

const INNER = /[\u1161-\u1175\u11a8-\u11c2]/u;

const SAME: Readonly<Record<string, string>> = {
  '\u1164': '\u1166',
  '\u1162': '\u1166',
  '\u1168': '\u1166',
  '\u116b': '\u116c',
  '\u1170': '\u116c',
};
const ALIKE = /[\u1164\u1162\u1168\u116b\u1170]/gu;
