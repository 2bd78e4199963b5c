import { gathered, pairRuns, runOf } from './emphasis.ts';
import type { ParseInlines } from './growing-inlines.ts';
import { textPiece } from './piece.ts';
import { closeBracket, openBracket } from './read-bracket.ts';
import { put, type Scan } from './scan.ts';

/** What a text without any of it is nothing but text. */
const SPECIAL = /[\\`*_~[\]<&@\n]|https?:|www\./i;

const TEXT = /[^\\`*_~[\]!<\n]+/y;

/**
 * Reads a piece of text by CommonMark's own method: once from the left to the right, in time that grows with its length
 * alone. HTML is text as it was typed.
 */
export const parseInlines: ParseInlines = (source, definitions, rare, isGrowing) => {
  if (!SPECIAL.test(source)) return [textPiece(source)];
  const addresses = rare.bareAddresses(source, isGrowing);
  const scan: Scan = {
    source,
    definitions,
    rare,
    addresses,
    at: 0,
    nextAddress: 0,
    places: [],
    brackets: [],
    run: undefined,
    ticks: undefined,
    commentEnd: source.lastIndexOf('-->'),
  };
  while (scan.at < source.length) readOne(scan);
  pairRuns(scan.run, undefined);
  return gathered(scan.places);
};

function readOne(scan: Scan): void {
  const { source, at } = scan;
  if (readBareAddress(scan)) return;
  switch (source.charAt(at)) {
    case '\\':
      return readEscape(scan);
    case '`':
      return readCode(scan);
    case '*':
    case '_':
    case '~':
      return readRun(scan);
    case '[':
      return openBracket(scan, '[');
    case '!':
      return source[at + 1] === '[' ? openBracket(scan, '![') : readText(scan);
    case ']':
      return closeBracket(scan);
    case '<':
      return readAngle(scan);
    case '\n':
      return put(scan, textPiece('\n'));
    default:
      return readText(scan);
  }
}

function readText(scan: Scan): void {
  const { source, at, addresses, nextAddress, rare } = scan;
  TEXT.lastIndex = at;
  const end = Math.min(at + (TEXT.exec(source)?.[0].length ?? 1), addresses[nextAddress]?.start ?? Infinity);
  const raw = source.slice(at, end);
  const text = rare.decoded(raw);
  if (source[end] !== '\n') return put(scan, textPiece(raw, text));
  put(scan, textPiece(raw, text.trimEnd()));
  if (raw.endsWith('  ')) put(scan, { raw: '\n', inline: { kind: 'break' }, waits: null });
}

function readEscape(scan: Scan): void {
  const next = scan.source[scan.at + 1] ?? '';
  if (next === '\n') put(scan, { raw: '\\\n', inline: { kind: 'break' }, waits: null });
  else if (/[!-/:-@[-`{-~]/.test(next)) put(scan, textPiece(`\\${next}`, next));
  else put(scan, textPiece('\\'));
}

function readCode(scan: Scan): void {
  const { source, at } = scan;
  const marks = /`+/y;
  marks.lastIndex = at;
  const ticks = marks.exec(source)![0];
  scan.ticks ??= tickRuns(source);
  const ends = scan.ticks.get(ticks.length) ?? [];
  while (ends.length > 0 && ends.at(-1)! <= at) ends.pop();
  const end = ends.at(-1);
  if (end === undefined) return put(scan, textPiece(ticks, ticks, 'end'));

  const inner = source.slice(at + ticks.length, end).replaceAll('\n', ' ');
  const isPadded = inner.startsWith(' ') && inner.endsWith(' ') && /[^ ]/.test(inner);
  const text = isPadded ? inner.slice(1, -1) : inner;
  put(scan, { raw: source.slice(at, end + ticks.length), inline: { kind: 'code', text }, waits: null });
}

function tickRuns(source: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const { 0: ticks, index } of [...source.matchAll(/`+/g)].reverse()) {
    const same = runs.get(ticks.length);
    if (same) same.push(index);
    else runs.set(ticks.length, [index]);
  }
  return runs;
}

function readRun(scan: Scan): void {
  const { source, at } = scan;
  let end = at + 1;
  while (source[end] === source[at]) end += 1;
  const run = runOf(source.slice(at, end), characterBefore(source, at), characterAt(source, end));
  run.before = scan.run;
  if (scan.run) scan.run.after = run;
  scan.run = run;
  scan.places.push(run);
  scan.at = end;
}

function characterAt(source: string, at: number): string {
  const code = source.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function characterBefore(source: string, at: number): string {
  const pair = characterAt(source, at - 2);
  return at > 1 && pair.length === 2 ? pair : source.charAt(at - 1);
}

function readAngle(scan: Scan): void {
  const { source, at, commentEnd, rare } = scan;
  const begun = /^[a-z/!]?$/i.test(source[at + 1] ?? '');
  put(scan, rare.readAngle(source, at, commentEnd) ?? textPiece('<', '<', begun ? 'end' : null));
}

/** Reads an address without angles, if one begins here. */
function readBareAddress(scan: Scan): boolean {
  while ((scan.addresses[scan.nextAddress]?.start ?? Infinity) < scan.at) scan.nextAddress += 1;
  const next = scan.addresses[scan.nextAddress];
  if (next?.start !== scan.at) return false;
  put(scan, next.piece);
  return true;
}
