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
  const certain = isMidLine ? text.replace(LAST_MARKS, '') : text;
  return withoutTarget(certain) ?? { text: certain, certain: certain.length, isInLink: false };
}

/** Marks at the very end. They are looked for only where a run of them begins: else it would take the square of its length. */
const LAST_MARKS = /(?<![*_~`])[*_~`]+$/;

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
