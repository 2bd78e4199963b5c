import { dedent, indentOf, isBlank, type Cursor } from './cursor.ts';
import { unescaped } from './unescaped.ts';
import { htmlEndOf } from './html-block.ts';
import type { LeafStart } from './leaf-at.ts';
import type { Verbatim } from './node.ts';
import type { Reading } from './reading.ts';
import { renderCode } from './render-code.ts';
import { newVerbatim, takeAny } from './verbatim.ts';

const FENCE = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/;

/** The block of code, or of HTML, which is text as it was typed, that begins with a line. */
export function verbatimAt(
  reading: Reading,
  { cursor, text, indent, isInParagraph, isEnded }: LeafStart,
): Verbatim | undefined {
  if (indent > 3) return begunWith(newVerbatim(reading, codeIn(''), takeIndented), cursor, isEnded);
  const fence = FENCE.exec(text);
  if (fence) {
    const [, ticks, tickWords, tildes, tildeWords] = fence;
    const [language = ''] = (tickWords ?? tildeWords ?? '').trim().split(/\s/, 1);
    return newVerbatim(reading, codeIn(unescaped(language)), untilFence(ticks ?? tildes!, indent));
  }
  const end = isEnded ? htmlEndOf(text, isInParagraph) : undefined;
  if (end === undefined) return undefined;
  return begunWith(newVerbatim(reading, { kind: 'plain' }, untilEnd(end)), { ...cursor, rest: text }, isEnded);
}

function codeIn(language: string): Verbatim['as'] {
  return { kind: 'code', language, show: renderCode };
}

function begunWith(block: Verbatim, cursor: Cursor, isEnded: boolean): Verbatim {
  block.take(block, cursor, isEnded);
  return block;
}

function takeIndented(to: Verbatim, cursor: Cursor, isEnded: boolean): boolean {
  const isBlankLine = isBlank(cursor);
  if (!isBlankLine && indentOf(cursor) < 4) return false;
  dedent(cursor, 4);
  if (isBlankLine) {
    to.blanks += `${cursor.rest}\n`;
    return false;
  }
  cursor.rest = to.blanks + cursor.rest;
  to.blanks = '';
  return takeAny(to, cursor, isEnded);
}

function untilFence(fence: string, indent: number): Verbatim['take'] {
  return (to, cursor, isEnded) => {
    const marks = cursor.rest.trim();
    if (indentOf(cursor) < 4 && marks && marks === fence[0]!.repeat(marks.length)) {
      // A line that has not ended may yet become the end.
      if (!isEnded) return true;
      if (marks.length >= fence.length) {
        to.isOpen = false;
        return true;
      }
    }
    dedent(cursor, indent);
    return takeAny(to, cursor, isEnded);
  };
}

function untilEnd(end: RegExp | null): Verbatim['take'] {
  return (to, cursor, isEnded) => {
    if (!end && isBlank(cursor)) return false;
    if (end?.test(cursor.rest)) to.isOpen = false;
    return takeAny(to, cursor, isEnded);
  };
}
