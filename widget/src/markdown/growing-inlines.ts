import type { Inline } from './block.ts';
import type { Definitions } from './link.ts';
import { inlinesOf, joined, textPiece, type Piece } from './piece.ts';
import type { RareInlines } from './rare-inlines.ts';
import { readUnfinished } from './unfinished.ts';

/** Reads a piece of text, whose last word may become longer if it `isGrowing`. */
export type ParseInlines = (
  source: string,
  definitions: Definitions,
  rare: RareInlines,
  isGrowing: boolean,
) => readonly Piece[];

/** What a piece of text is read by. */
export interface ReadingInlines {
  readonly parse: ParseInlines;
  readonly definitions: Definitions;
  readonly rare: RareInlines;
}

/** How far a text that still grows has been read for good. */
export interface Growing {
  /** The text up to where nothing is left open, which is not read again. */
  readonly settled: string;
  readonly inlines: readonly Inline[];
  /** What came behind it, and from how much of the text. */
  readonly rest: readonly Inline[];
  readonly restLength: number;
}

/** From which length on a rest that does not settle has to wait, in UTF-16 code units. */
const PATIENT_LENGTH = 1_000;

/** How much longer it must have become before it is read again: so the work stays a multiple of the length. */
const PATIENT_GROWTH = 1.25;

/** Reads a text of which more is to come, from where it had settled the last time. */
export function readGrowing(
  source: string,
  before: Growing | undefined,
  { definitions, parse, rare }: ReadingInlines,
): Growing {
  const known = before && source.startsWith(before.settled) ? before : undefined;
  const { settled = '', inlines = [], restLength = 0 } = known ?? {};
  const open = source.slice(settled.length);
  const { text, certain, isInLink } = readUnfinished(open);

  const isTooSoon = restLength <= open.length && open.length < restLength * PATIENT_GROWTH;
  if (known && open.length > PATIENT_LENGTH && isTooSoon && !isInLink) return known;

  const { done, left } = settle(parse(text, definitions, rare, !/\s$/.test(open)), certain, rare);
  const length = done.reduce((sum, { raw }) => sum + raw.length, 0);
  return {
    settled: settled + open.slice(0, length),
    inlines: joined([...inlines, ...inlinesOf(done)]),
    rest: inlinesOf(left),
    restLength: open.length - length,
  };
}

/** All that can be shown of `source`, which `growing` was read from or from its beginning. */
export function shownInlines(source: string, { settled, inlines, rest, restLength }: Growing): readonly Inline[] {
  const text = source.slice(settled.length + restLength).trimEnd();
  return joined([...inlines, ...rest, { kind: 'text', text }]);
}

/** Parts `pieces` before the last word that nothing before is left open. `certain` is how far they can be relied on. */
function settle(
  pieces: readonly Piece[],
  certain: number,
  rare: RareInlines,
): { done: readonly Piece[]; left: readonly Piece[] } {
  let parted: { done: readonly Piece[]; left: readonly Piece[] } = { done: [], left: pieces };
  let start = 0;
  for (const [index, { raw, inline, waits }] of pieces.entries()) {
    if (waits || start > certain) break;
    const cut = inline.kind === 'text' ? lastWord(raw.slice(0, Math.max(0, certain - start))) : 0;
    if (cut > 0) {
      const [head, tail] = [raw.slice(0, cut), raw.slice(cut)].map(part => textPiece(part, rare.decoded(part)));
      parted = { done: [...pieces.slice(0, index), head!], left: [tail!, ...pieces.slice(index + 1)] };
    }
    start += raw.length;
  }
  return parted;
}

/** Where the last word of a text begins; 0 if it has but one, and in what is not made of words: escapes and HTML. */
function lastWord(raw: string): number {
  return /^[^\\<][^]*\s(?=\S)/.exec(raw)?.[0].length ?? 0;
}
