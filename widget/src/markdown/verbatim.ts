import type { Cursor } from './cursor.ts';
import type { Verbatim } from './node.ts';
import { begun, type Reading } from './reading.ts';
import { appended } from './slices.ts';

/** A block whose lines are not markdown, without any yet. */
export function newVerbatim(reading: Reading, as: Verbatim['as'], take: Verbatim['take']): Verbatim {
  return { ...begun(reading, 'verbatim'), kind: 'verbatim', as, take, slices: [], blanks: '' };
}

/** Takes any line. Its end is a part of it. */
export function takeAny(to: Verbatim, { rest }: Cursor, isEnded: boolean): true {
  to.slices = appended(to.slices, isEnded ? `${rest}\n` : rest);
  return true;
}
