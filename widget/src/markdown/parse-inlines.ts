import { gathered, runOf } from './emphasis.ts';
import type { ParseInlines } from './growing-inlines.ts';
import type { BareAddress } from './link.ts';
import { textPiece } from './piece.ts';
import { closeBracket, openBracket } from './read-bracket.ts';
import { put, type Scan } from './scan.ts';

/** Text up to what may be something else. */
const TEXT = /(?:[^\\`*_~[\]!<\n]|!(?!\[))+/y;

/** A run of marks, with the characters before and after it. */
const RUN = /(?<=([^]?))(\*+|_+|~+)(?=([^]?))/uy;

const TICKS = /`+/y;

/** What begins with a character; text with any other. */
const READERS: Readonly<Record<string, (scan: Scan) => void>> = {
  '\\': readEscape,
  '`': readCode,
  '*': readRun,
  _: readRun,
  '~': readRun,
  '[': openBracket,
  '!': scan => (scan.source[scan.at + 1] === '[' ? openBracket(scan) : readText(scan)),
  ']': closeBracket,
  '<': readAngle,
};

/**
 * Reads a piece of text by CommonMark's own method: once from the left to the right, in time that grows with its length
 * alone. HTML is text as it was typed.
 */
export const parseInlines: ParseInlines = (source, definitions, rare, isGrowing) => {
  const scan: Scan = {
    source,
    definitions,
    rare,
    addresses: rare.bareAddresses(source, isGrowing),
    at: 0,
    places: [],
    brackets: [],
    unclosed: new Set(),
    commentEnd: source.lastIndexOf('-->'),
  };
  while (scan.at < source.length) {
    const next = nextAddress(scan);
    if (next?.start === scan.at) put(scan, next.piece);
    else (READERS[source.charAt(scan.at)] ?? readText)(scan);
  }
  return gathered(scan.places);
};

/** The first address without angles that has not been passed. */
function nextAddress({ addresses, at }: Scan): BareAddress | undefined {
  while (addresses.length > 0 && addresses.at(-1)!.start < at) addresses.pop();
  return addresses.at(-1);
}

function readText(scan: Scan): void {
  const { source, at, rare } = scan;
  TEXT.lastIndex = at;
  const end = Math.min(at + (TEXT.exec(source)?.[0].length ?? 1), nextAddress(scan)?.start ?? Infinity);
  const raw = source.slice(at, end);
  const text = rare.decoded(raw);
  if (source[end] !== '\n') return put(scan, textPiece(raw, text));
  put(scan, textPiece(raw, text.trimEnd()));
  if (raw.endsWith('  ')) putBreak(scan, '\n');
}

function readEscape(scan: Scan): void {
  const next = scan.source[scan.at + 1] ?? '';
  if (next === '\n') putBreak(scan, '\\\n');
  else if (/[!-/:-@[-`{-~]/.test(next)) put(scan, textPiece(`\\${next}`, next));
  else put(scan, textPiece('\\'));
}

function putBreak(scan: Scan, raw: string): void {
  put(scan, { raw, inline: { kind: 'break' }, waits: null });
}

function readCode(scan: Scan): void {
  const { source, at, unclosed } = scan;
  TICKS.lastIndex = at;
  const ticks = TICKS.exec(source)![0];
  const closing = new RegExp(`(?<!\`)${ticks}(?!\`)`, 'g');
  closing.lastIndex = at + ticks.length;
  // What has once been looked for in vain is not there further on.
  const end = unclosed.has(ticks) ? undefined : closing.exec(source)?.index;
  if (end === undefined) {
    unclosed.add(ticks);
    return put(scan, textPiece(ticks, ticks, 'end'));
  }
  const inner = source.slice(at + ticks.length, end).replaceAll('\n', ' ');
  const isPadded = inner.startsWith(' ') && inner.endsWith(' ') && /[^ ]/.test(inner);
  const text = isPadded ? inner.slice(1, -1) : inner;
  put(scan, { raw: source.slice(at, end + ticks.length), inline: { kind: 'code', text }, waits: null });
}

function readRun(scan: Scan): void {
  RUN.lastIndex = scan.at;
  const [, before = '', raw = '', after = ''] = RUN.exec(scan.source)!;
  scan.places.push(runOf(scan.at, raw, before, after));
  scan.at += raw.length;
}

function readAngle(scan: Scan): void {
  const { source, at, commentEnd, rare } = scan;
  const begun = /^[a-z/!]?$/i.test(source[at + 1] ?? '');
  put(scan, rare.readAngle(source, at, commentEnd) ?? textPiece('<', '<', begun ? 'end' : null));
}
