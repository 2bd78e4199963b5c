import type { Inline } from './block.ts';
import { readGrowing, shownInlines, type Growing, type ReadingInlines } from './growing-inlines.ts';
import { inlinesOf } from './piece.ts';
import { reuse } from './reuse.ts';

/** When blocks are built. */
export interface Moment extends ReadingInlines {
  /** Whether the last line has not ended. */
  readonly isMidLine: boolean;
  /** Whether all is known: then what may name an address is read once more, since its definition may stand behind it. */
  readonly isRevising: boolean;
}

/** How much is read for marks as one piece, in UTF-16 code units. What is longer is shown as it was typed. */
export const LENGTH_MAX = 16_000;

/** What one piece of text has been read as. */
export interface InlinesMemo {
  growing?: Growing;
  finished?: { readonly source: string; readonly known: number; readonly inlines: readonly Inline[] };
}

/** Reads a piece of text of which more may come. What was read before is kept in `memo`. */
export function readOpenInlines(memo: InlinesMemo, text: string, moment: Moment): readonly Inline[] {
  if (text.length > LENGTH_MAX) return [{ kind: 'text', text }];
  const source = moment.isMidLine ? text : `${text}\n`;
  memo.growing = readGrowing(source, memo.growing, moment);
  return shownInlines(source, memo.growing);
}

/** Reads a whole piece of text: once, and once more only if it may name an address that has been defined since. */
export function readInlines(memo: InlinesMemo, source: string, moment: Moment): readonly Inline[] {
  if (source.length > LENGTH_MAX) return [{ kind: 'text', text: source }];
  const { finished } = memo;
  const { parse, definitions, rare, isRevising } = moment;
  const known = definitions.size;
  if (finished?.source === source && (finished.known === known || !isRevising || !source.includes('['))) {
    return finished.inlines;
  }
  const inlines = reuse(finished?.inlines, inlinesOf(parse(source, definitions, rare, false)));
  memo.finished = { source, known, inlines };
  return inlines;
}
