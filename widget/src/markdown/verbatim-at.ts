import { dedent, indentOf, isBlank, type Cursor, type LeafStart } from './cursor.ts';
import { unescaped } from './unescaped.ts';
import { htmlEndOf } from './html-block.ts';
import type { Lines } from './node.ts';
import { renderCode } from './render-code.ts';
import { newLines, takeAny } from './verbatim.ts';

const FENCE = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/;

/** The block of code, or of HTML, which is text as it was typed, that begins with a line. */
export function verbatimAt({ cursor, text, indent, isInParagraph, isEnded }: LeafStart): Lines | undefined {
  if (indent > 3) return begunWith(newLines(codeIn(''), takeIndented), cursor, isEnded);
  const fence = FENCE.exec(text);
  if (fence) {
    const [, ticks, tickWords, tildes, tildeWords] = fence;
    const [language = ''] = (tickWords ?? tildeWords ?? '').trim().split(/\s/, 1);
    return newLines(codeIn(unescaped(language)), untilFence(ticks ?? tildes!, indent));
  }
  const end = isEnded ? htmlEndOf(text, isInParagraph) : undefined;
  if (end === undefined) return undefined;
  return begunWith(newLines({ kind: 'plain' }, untilEnd(end)), { ...cursor, rest: text }, isEnded);
}

function codeIn(language: string): Lines['as'] {
  return { kind: 'code', direction: undefined, language, show: renderCode };
}

function begunWith(block: Lines, cursor: Cursor, isEnded: boolean): Lines {
  block.take(block, cursor, isEnded);
  return block;
}

function takeIndented(to: Lines, cursor: Cursor, isEnded: boolean): boolean {
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

function untilFence(fence: string, indent: number): Lines['take'] {
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

function untilEnd(end: RegExp | null): Lines['take'] {
  return (to, cursor, isEnded) => {
    if (!end && isBlank(cursor)) return false;
    if (end?.test(cursor.rest)) to.isOpen = false;
    return takeAny(to, cursor, isEnded);
  };
}
