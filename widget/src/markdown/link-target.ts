import { ADDRESS_MAX } from './link.ts';
import { unescaped } from './unescaped.ts';
import type { FoundTarget } from './link.ts';

export const TITLE = /("(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:[^()\\]|\\[^])*\))/.source;
const LINK_END = new RegExp(`^(?:\\s+${TITLE})?\\s*\\)`);

/** The target of a link, from behind its parenthesis. */
export function readTarget(source: string, start: number): FoundTarget | undefined {
  const given = source.slice(start, start + ADDRESS_MAX);
  const { address, end } = readAddress(given);
  const closing = LINK_END.exec(given.slice(end));
  if (!closing) return undefined;
  return { address: unescaped(address), title: titleOf(closing[1]), end: start + end + closing[0].length };
}

/** An address behind white space; without angles its parentheses are balanced. */
export function readAddress(given: string): {
  readonly address: string;
  readonly end: number;
  readonly isBracketed: boolean;
} {
  const start = /^\s*/.exec(given)![0].length;
  const bracketed = /^<((?:[^<>\n\\]|\\.)*)>/.exec(given.slice(start));
  if (bracketed) return { address: bracketed[1]!, end: start + bracketed[0].length, isBracketed: true };
  let depth = 0;
  let end = start;
  for (; end < given.length && !isEnd(given.charCodeAt(end)); end += 1) {
    const character = given[end];
    if (character === '\\' && end + 1 < given.length && !isEnd(given.charCodeAt(end + 1))) end += 1;
    else if (character === '(') depth += 1;
    else if (character === ')' && --depth < 0) break;
    else if (character === '<' && end === start) break;
  }
  return { address: given.slice(start, end), end, isBracketed: false };
}

/** White space and control characters. */
function isEnd(code: number): boolean {
  return code <= 0x20 || code === 0x7f;
}

export function titleOf(quoted: string | undefined): string {
  return quoted ? unescaped(quoted.slice(1, -1)) : '';
}
