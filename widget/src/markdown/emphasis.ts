import { inlinesOf, rawOf, textPiece, type Piece } from './piece.ts';

/** A run of `*`, `_` or `~` that may begin or end something. */
export interface Run {
  /** Where it stands in the source. */
  readonly at: number;
  readonly mark: string;
  readonly length: number;
  /** How much of it belongs to nothing yet. */
  left: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

/** A place in a line: a finished piece, or a run. */
export type Place = Piece | Run;

/** A run that may begin something, which of the places it is, and how deep emphasis stands in what follows it. */
interface Opener {
  readonly run: Run;
  readonly index: number;
  depth: number;
}

/** How deep emphasis may stand in emphasis. What would hold more stays as it was typed. */
const DEPTH_MAX = 32;

const SPACE = /^\s?$/;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const CJK = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}ー]/u;

/**
 * The run that `raw` is, at a place of the source between the characters `before` and `after` it. By the letter of CommonMark
 * `**한국어(Korean)**은` is not bold, since a run between punctuation and a letter ends nothing. Where words are not
 * parted by spaces that is wrong, so there it does.
 */
export function runOf(at: number, raw: string, before: string, after: string): Run {
  const mark = raw[0]!;
  const isCjk = mark !== '_';
  const isAfterWord = !SPACE.test(before) && !PUNCTUATION.test(before);
  const isBeforeWord = !SPACE.test(after) && !PUNCTUATION.test(after);
  const isLeft = !SPACE.test(after) && (isBeforeWord || !isAfterWord || (isCjk && CJK.test(before)));
  const isRight = !SPACE.test(before) && (isAfterWord || !isBeforeWord || (isCjk && CJK.test(after)));
  // One `~` is a range of numbers more often than a line through a text.
  const isUsed = mark !== '~' || raw.length === 2;
  return {
    at,
    mark,
    length: raw.length,
    left: raw.length,
    canOpen: isUsed && isLeft && (mark !== '_' || !isRight || !isAfterWord),
    canClose: isUsed && isRight && (mark !== '_' || !isLeft || !isBeforeWord),
  };
}

/**
 * Makes pieces of places, by pairing the runs among them: CommonMark's method, in time that grows with their number
 * alone, because it is kept how far back nothing was found.
 */
export function gathered(given: readonly Place[]): Piece[] {
  const places: Place[] = [];
  const openers: Opener[] = [];
  const inVain = new Map<string, number>();

  function close(closer: Run): void {
    const key = `${closer.mark}${closer.canOpen}${closer.length % 3}`;
    const bottom = inVain.get(key) ?? 0;
    const found = openers.findLastIndex(({ run }) => run.at < bottom || isPair(run, closer));
    const opener = openers[found];
    if (!opener || opener.run.at < bottom) {
      inVain.set(key, closer.at);
      return;
    }
    // What lies between two that belong together belongs to nothing.
    const depth = Math.max(...openers.splice(found).map(one => one.depth)) + 1;
    const { run, index } = opener;
    if (depth <= DEPTH_MAX) {
      const width = run.left > 1 && closer.left > 1 ? 2 : 1;
      run.left -= width;
      closer.left -= width;
      const inner = places.splice(index + 1);
      if (run.left > 0) openers.push(opener);
      else places.pop();
      places.push(emphasized(run.mark, width, inner.map(pieceOf)));
    }
    const around = openers.at(-1);
    if (around) around.depth = Math.max(around.depth, depth);
    if (depth <= DEPTH_MAX && closer.left > 0) close(closer);
  }

  for (const place of given) {
    if ('mark' in place) {
      if (place.canClose) close(place);
      if (place.left === 0) continue;
      if (place.canOpen) openers.push({ run: place, index: places.length, depth: 0 });
    }
    places.push(place);
  }
  return places.map(pieceOf);
}

function isPair(opener: Run, closer: Run): boolean {
  if (opener.mark !== closer.mark) return false;
  if (opener.mark === '~') return true;
  const isBoth = opener.canClose || closer.canOpen;
  return !(isBoth && closer.length % 3 !== 0 && (opener.length + closer.length) % 3 === 0);
}

/** A run without its counterpart is text. */
function pieceOf(place: Place): Piece {
  return 'mark' in place ? textPiece(place.mark.repeat(place.left), undefined, place.canOpen ? 'mark' : null) : place;
}

function emphasized(mark: string, width: number, inner: readonly Piece[]): Piece {
  const marks = mark.repeat(width);
  const kind = mark === '~' ? 'strike' : width === 2 ? 'strong' : 'emphasis';
  const waits = inner.some(piece => piece.waits === 'end') ? 'end' : null;
  return { raw: marks + rawOf(inner) + marks, inline: { kind, inlines: inlinesOf(inner) }, waits };
}
