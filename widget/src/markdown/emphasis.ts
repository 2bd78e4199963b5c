import { inlinesOf, rawOf, textPiece, type Piece } from './piece.ts';

/** A run of `*`, `_` or `~` that may begin or end something. Runs are chained, so that one can be taken out at once. */
export interface Run {
  readonly mark: string;
  readonly length: number;
  /** How much of it belongs to nothing yet. */
  left: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  before: Run | undefined;
  after: Run | undefined;
  /** What it ends and what it begins, from the inside out. */
  readonly closes: Emphasis[];
  readonly opens: Emphasis[];
}

type Emphasis = 'emphasis' | 'strong' | 'strike';

/** A place in a line: a finished piece, or a run. */
export type Place = Piece | Run;

/** How deep emphasis may stand in emphasis. What would lie deeper stays as it was typed. */
const DEPTH_MAX = 32;

const SPACE = /^\s?$/;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const CJK = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}ー]/u;

/**
 * The run that `raw` is, between the characters `before` and `after` it. By the letter of CommonMark
 * `**한국어(Korean)**은` is not bold, since a run between punctuation and a letter ends nothing. Where words are not
 * parted by spaces that is wrong, so there it does.
 */
export function runOf(raw: string, before: string, after: string): Run {
  const mark = raw[0]!;
  const isCjk = mark !== '_';
  const isAfterWord = !SPACE.test(before) && !PUNCTUATION.test(before);
  const isBeforeWord = !SPACE.test(after) && !PUNCTUATION.test(after);
  const isLeft = !SPACE.test(after) && (isBeforeWord || !isAfterWord || (isCjk && CJK.test(before)));
  const isRight = !SPACE.test(before) && (isAfterWord || !isBeforeWord || (isCjk && CJK.test(after)));
  // One `~` is a range of numbers more often than a line through a text.
  const isUsed = mark !== '~' || raw.length === 2;
  return {
    mark,
    length: raw.length,
    left: raw.length,
    canOpen: isUsed && isLeft && (mark !== '_' || !isRight || !isAfterWord),
    canClose: isUsed && isRight && (mark !== '_' || !isLeft || !isBeforeWord),
    before: undefined,
    after: undefined,
    closes: [],
    opens: [],
  };
}

/**
 * Pairs the runs behind `bottom`, up to `last`: CommonMark's method, in time that grows with their number alone, because
 * it is kept how far back nothing was found.
 */
export function pairRuns(last: Run | undefined, bottom: Run | undefined): void {
  const bottoms = new Map<string, Run | undefined>();
  let closer = last;
  while (closer && closer.before !== bottom) closer = closer.before;
  while (closer) {
    const next = pairRun(closer, bottom, bottoms);
    closer = next;
  }
}

/** Finds what `closer` ends; answers the run to go on with. */
function pairRun(closer: Run, bottom: Run | undefined, bottoms: Map<string, Run | undefined>): Run | undefined {
  if (!closer.canClose) return closer.after;
  const key = `${closer.mark}${closer.canOpen ? 1 : 0}${closer.length % 3}`;
  const end = bottoms.has(key) ? bottoms.get(key) : bottom;
  let opener = closer.before;
  while (opener && opener !== bottom && opener !== end && !isPair(opener, closer)) opener = opener.before;

  if (!opener || opener === bottom || opener === end) {
    bottoms.set(key, closer.before);
    const { after } = closer;
    if (!closer.canOpen) takeOut(closer);
    return after;
  }
  pair(opener, closer);
  return closer.left > 0 ? closer : closer.after;
}

function isPair(opener: Run, closer: Run): boolean {
  if (opener.mark !== closer.mark || !opener.canOpen) return false;
  if (opener.mark === '~') return true;
  const isBoth = opener.canClose || closer.canOpen;
  return !(isBoth && closer.length % 3 !== 0 && (opener.length + closer.length) % 3 === 0);
}

function pair(opener: Run, closer: Run): void {
  const width = opener.left > 1 && closer.left > 1 ? 2 : 1;
  const kind = opener.mark === '~' ? 'strike' : width === 2 ? 'strong' : 'emphasis';
  opener.left -= width;
  closer.left -= width;
  opener.opens.push(kind);
  closer.closes.push(kind);
  // What lies between two that belong together belongs to nothing.
  opener.after = closer;
  closer.before = opener;
  if (opener.left === 0) takeOut(opener);
  if (closer.left === 0) takeOut(closer);
}

function takeOut(run: Run): void {
  if (run.before) run.before.after = run.after;
  if (run.after) run.after.before = run.before;
}

/** Makes pieces of places whose runs have been paired. */
export function gathered(places: readonly Place[]): Piece[] {
  const levels: Piece[][] = [[]];
  let depth = 0;
  for (const place of places) {
    if (!('mark' in place)) {
      levels.at(-1)!.push(place);
      continue;
    }
    const { mark, left, canOpen, closes, opens } = place;
    for (const kind of closes) {
      const inner = depth > DEPTH_MAX ? undefined : levels.pop();
      levels.at(-1)!.push(inner ? emphasized(kind, mark, inner) : textPiece(marksOf(kind, mark)));
      depth -= 1;
    }
    if (left > 0) levels.at(-1)!.push(textPiece(mark.repeat(left), undefined, canOpen ? 'mark' : null));
    for (const kind of opens.toReversed()) {
      depth += 1;
      if (depth > DEPTH_MAX) levels.at(-1)!.push(textPiece(marksOf(kind, mark)));
      else levels.push([]);
    }
  }
  return levels[0]!;
}

function emphasized(kind: Emphasis, mark: string, inner: readonly Piece[]): Piece {
  const marks = marksOf(kind, mark);
  const waits = inner.some(piece => piece.waits === 'end') ? 'end' : null;
  return { raw: marks + rawOf(inner) + marks, inline: { kind, inlines: inlinesOf(inner) }, waits };
}

function marksOf(kind: Emphasis, mark: string): string {
  return mark.repeat(kind === 'emphasis' ? 1 : 2);
}
