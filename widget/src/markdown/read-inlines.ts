import type { Inline } from './block.ts';
import { readGrowing, shownInlines, type Growing, type ReadingInlines } from './growing-inlines.ts';
import { inlinesOf } from './piece.ts';

/** When blocks are built. */
export interface Moment extends ReadingInlines {
  /** Whether the last line has not ended. */
  readonly isMidLine: boolean;
  /** Whether all is known: then all is read once more, since the definition of a name may stand behind it. */
  readonly isRevising: boolean;
}

/** How much is read for marks as one piece, in UTF-16 code units. What is longer is shown as it was typed. */
export const LENGTH_MAX = 16_000;

/** What one piece of text has been read as. */
export interface InlinesMemo {
  growing?: Growing;
  finished?: { readonly source: string; readonly inlines: readonly Inline[] };
}

/** Reads a piece of text of which more may come. What was read before is kept in `memo`. */
export function readOpenInlines(memo: InlinesMemo, text: string, moment: Moment): readonly Inline[] {
  if (text.length > LENGTH_MAX) return [{ kind: 'text', text }];
  const source = moment.isMidLine ? text : `${text}\n`;
  memo.growing = readGrowing(source, memo.growing, moment);
  return shownInlines(source, memo.growing);
}

/** Reads a whole piece of text: once, and once more when all is known. */
export function readInlines(memo: InlinesMemo, source: string, moment: Moment): readonly Inline[] {
  if (source.length > LENGTH_MAX) return [{ kind: 'text', text: source }];
  const { parse, definitions, rare, isRevising } = moment;
  if (isRevising || memo.finished?.source !== source) {
    memo.finished = { source, inlines: inlinesOf(parse(source, definitions, rare, false)) };
  }
  return memo.finished.inlines;
}
