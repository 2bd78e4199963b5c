import { estimateTokens } from '../estimate-tokens.ts';

export interface Excerpt {
  readonly text: string;
  /** How much is left out of its middle, in lines; 0 where nothing is. */
  readonly leftOut: number;
}

/** What part of it is the beginning. The end of a table or a log often tells how it came out. */
const BEGINNING = 0.8;

/** No token is longer than this, in UTF-16 code units, so what is longer than so many tokens need not be estimated. */
const UNITS_A_TOKEN = 5;

/** As much of a text as so many tokens hold, from its beginning and its end, in whole lines as far as they are not very long. */
export function excerpt(text: string, tokens: number): Excerpt {
  let length = Math.min(text.length, tokens * UNITS_A_TOKEN);
  for (; ; length = Math.floor(length * 0.8)) {
    const cut = cutMiddle(text, length);
    if (length < 100 || estimateTokens(cut.text) <= tokens) return cut;
  }
}

function cutMiddle(text: string, length: number): Excerpt {
  if (length >= text.length) return { text, leftOut: 0 };
  const head = toLineEnd(text.slice(0, Math.floor(length * BEGINNING)));
  const tail = fromLineStart(text.slice(text.length - Math.floor(length * (1 - BEGINNING))));
  const leftOut = text.slice(head.length, text.length - tail.length).split('\n').length - 1 || 1;
  return { text: `${head}\n[… ${leftOut} lines are left out here …]\n${tail}`.toWellFormed(), leftOut };
}

/** Up to the end of the last whole line, unless that would leave less than half. */
function toLineEnd(text: string): string {
  const end = text.lastIndexOf('\n');
  return end > text.length / 2 ? text.slice(0, end) : text;
}

function fromLineStart(text: string): string {
  const start = text.indexOf('\n') + 1;
  return start < text.length / 2 ? text.slice(start) : text;
}
