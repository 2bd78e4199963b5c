/**
 * Text as the matcher compares it: one Unicode form, lower case, words of letters and digits with single blanks
 * between them. Three or more of the same letter (`hellooo`, `ㅋㅋㅋㅋ`) count as one.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(APOSTROPHE, '')
    .replace(NO_WORD, ' ')
    .replace(STRETCHED, '$1')
    .trim();
}

/** `I'm` and `im` are one word. */
const APOSTROPHE = /['’ʼ]/gu;

const NO_WORD = /[^\p{L}\p{M}\p{N}]+/gu;

const STRETCHED = /(\p{L})\1{2,}/gu;
