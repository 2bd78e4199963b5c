import { ADDRESS_MAX } from './link.ts';

/** A text that still grows, as it is to be read for the time being. */
export interface Unfinished {
  readonly text: string;
  /** How much of it is as it was typed. */
  readonly certain: number;
  /** Whether it ends within a link, of which only the text is shown. */
  readonly isInLink: boolean;
}

/**
 * What can be shown of a text before its end is known. Marks at its very end are left out, since `*` may become `**`;
 * of a link without its end only the text stays; all else is as it was typed.
 */
export function readUnfinished(source: string): Unfinished {
  const isMidLine = !source.endsWith('\n');
  const trimmed = source.trimEnd();
  const text = isMidLine ? trimmed.replace(/&#?\w{0,31}$|\\$/, '') : trimmed;
  const certain = isMidLine ? withoutMarks(text) : text;
  return withoutTarget(certain) ?? { text: certain, certain: certain.length, isInLink: false };
}

/** Counted by hand, because a regular expression takes the square of the number of marks. */
function withoutMarks(text: string): string {
  let end = text.length;
  while (end > 0 && '*_~`'.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/** The beginning of a link's target: of an address, whose parentheses come in pairs, and perhaps of a title. */
const TARGET_BEGUN = /^(?:<[^>\n]*|(?:[^\s()]|\([^\s()]*\))*(?:\([^\s()]*|\s+(?:"[^"]*"?|'[^']*'?|\([^()]*\)?))?)$/;

function withoutTarget(source: string): Unfinished | undefined {
  const close = source.lastIndexOf('](');
  if (close < 0 || source.length - close > ADDRESS_MAX) return undefined;
  if (!TARGET_BEGUN.test(source.slice(close + 2).trim())) return undefined;
  const open = openingBracket(source, close);
  if (open < 0) return undefined;
  const start = source[open - 1] === '!' ? open - 1 : open;
  return { text: source.slice(0, start) + source.slice(open + 1, close), certain: start, isInLink: true };
}

function openingBracket(source: string, close: number): number {
  let depth = 0;
  for (let place = close; place >= 0; place -= 1) {
    const character = source[place];
    if (source[place - 1] === '\\') continue;
    if (character === ']') depth += 1;
    if (character === '[') depth -= 1;
    if (depth === 0) return place;
  }
  return -1;
}
