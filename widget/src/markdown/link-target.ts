import { unescaped } from './entities.ts';

/** Where a link leads, and what is said about it. */
export interface LinkTarget {
  readonly address: string;
  readonly title: string;
}

/** Addresses that a text gives names to, by their names. */
export type Definitions = ReadonlyMap<string, LinkTarget>;

/** A target with the place behind it. */
export interface FoundTarget extends LinkTarget {
  readonly end: number;
}

/** No address is longer than that, in UTF-16 code units: so a text full of openings is read in good time. */
export const ADDRESS_MAX = 2_000;

/** No name is longer, says CommonMark. */
const NAME_MAX = 999;

const TITLE = /("(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:[^()\\]|\\[^])*\))/.source;
const LINK_END = new RegExp(`^(?:\\s+${TITLE})?\\s*\\)`);
const DEFINITION_TITLE = new RegExp(`^\\s+${TITLE}[ \\t]*(?=\\n|$)`);

/** The target of a link, from behind its parenthesis. */
export function readTarget(source: string, start: number): FoundTarget | undefined {
  const given = source.slice(start, start + ADDRESS_MAX);
  const { address, end } = readAddress(given);
  const closing = LINK_END.exec(given.slice(end));
  if (!closing) return undefined;
  return { address: unescaped(address), title: titleOf(closing[1]), end: start + end + closing[0].length };
}

/** The definition that `source` begins with. */
export function readDefinition(source: string): (FoundTarget & { readonly name: string }) | undefined {
  const label = /^\[((?:[^[\]\\]|\\[^])+)\]:/.exec(source);
  const name = nameOf(label?.[1] ?? '');
  if (!label || !name) return undefined;
  const given = source.slice(label[0].length, label[0].length + ADDRESS_MAX);
  const { address, end, isBracketed } = readAddress(given);
  if (!address && !isBracketed) return undefined;

  const rest = given.slice(end);
  const title = DEFINITION_TITLE.exec(rest);
  const without = title ?? /^[ \t]*(?=\n|$)/.exec(rest);
  if (!without) return undefined;
  return {
    name,
    address: unescaped(address),
    title: titleOf(title?.[1]),
    end: label[0].length + end + without[0].length,
  };
}

/** One way of writing a name; empty if it can be none. */
export function nameOf(label: string): string {
  return label.length > NAME_MAX ? '' : label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}

/** An address behind white space; without angles its parentheses are balanced. */
function readAddress(given: string): { readonly address: string; readonly end: number; readonly isBracketed: boolean } {
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

function titleOf(quoted = ''): string {
  return unescaped(quoted.slice(1, -1));
}
