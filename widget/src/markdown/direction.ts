/** A letter that is shown: none of a character's name, nor of a link's address. */
const LETTER = /\p{L}(?<!&#?\w{0,31}|\]\([^\s)]{0,299})/u;

/** The letters of the scripts that are written from right to left, by the ranges that Unicode keeps for them. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** Which way a block is written; that of what is around it where it is undefined. */
export type Direction = 'ltr' | 'rtl' | undefined;

/**
 * Which way a block is written that is given as `source`, as its first letter has it. `dir="auto"` says the same, but
 * then a browser looks for that letter whenever something is put into the element, which takes the square of a long
 * list's length.
 */
export function directionOf(source: string): Direction {
  const letter = LETTER.exec(source)?.[0];
  if (!letter) return undefined;
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}
