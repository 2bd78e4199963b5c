import type { Cursor } from './cursor.ts';
import type { Lines } from './node.ts';
import { appended } from './slices.ts';

/** A block whose lines are not markdown, without any yet. */
export function newLines(as: Lines['as'], take: Lines['take']): Lines {
  return { kind: 'verbatim', as, take, slices: [], blanks: '', isOpen: true };
}

/** Takes any line. Its end is a part of it. */
export function takeAny(to: Lines, { rest }: Cursor, isEnded: boolean): true {
  to.slices = appended(to.slices, isEnded ? `${rest}\n` : rest);
  return true;
}
