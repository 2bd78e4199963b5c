import { dedent, indentOf, type Cursor } from './cursor.ts';
import { unescaped } from './entities.ts';
import type { Code, Html, Leaf } from './node.ts';
import { begun, type Reading } from './reading.ts';
import { appended } from './slices.ts';

/** The block other than a paragraph that begins with `text`, which is what the cursor shows without white space. */
export function leafAt(reading: Reading, { text, indent, isInParagraph, isEnded }: LeafStart): Leaf | undefined {
  const heading = /^(#{1,6})(?:[ \t]|$)/.exec(text);
  if (heading) {
    const level = heading[1]!.length;
    return {
      ...begun(reading, 'heading'),
      kind: 'heading',
      level,
      text: headingText(text.slice(level)),
      isOpen: !isEnded,
    };
  }
  if (/^(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$/.test(text)) {
    return { ...begun(reading, 'rule'), kind: 'rule', isOpen: false };
  }
  const fence = /^(`{3,})([^`]*)$|^(~{3,})(.*)$/.exec(text);
  if (fence) {
    const [, ticks, tickWords, tildes, tildeWords] = fence;
    const [language = ''] = (tickWords ?? tildeWords ?? '').trim().split(/\s/, 1);
    return newCode(reading, { fence: ticks ?? tildes!, indent, language: unescaped(language, reading.rare) });
  }
  return isEnded ? htmlAt(reading, text, isInParagraph) : undefined;
}

export interface LeafStart {
  readonly text: string;
  readonly indent: number;
  /** Whether the line would else go on with a paragraph. */
  readonly isInParagraph: boolean;
  readonly isEnded: boolean;
}

export function newCode(reading: Reading, given: Pick<Code, 'fence' | 'indent' | 'language'>): Code {
  return { ...begun(reading, 'code'), kind: 'code', slices: [], blanks: '', ...given };
}

/** Adds the line to a block whose lines are not markdown. False if it is none, or the line does not belong to it. */
export function takeLine(leaf: Leaf, cursor: Cursor, isEnded: boolean): boolean {
  if (leaf.kind === 'html') return takeHtmlLine(leaf, cursor.rest, isEnded);
  if (leaf.kind !== 'code' || !leaf.fence) return false;

  const marks = cursor.rest.trim();
  if (indentOf(cursor) < 4 && marks && marks === leaf.fence[0]!.repeat(marks.length)) {
    // A line that has not ended may yet become the end.
    if (!isEnded) return true;
    if (marks.length >= leaf.fence.length) {
      leaf.isOpen = false;
      return true;
    }
  }
  dedent(cursor, leaf.indent);
  addLine(leaf, cursor.rest, isEnded);
  return true;
}

/** Adds a line of code or HTML. Its end is a part of it. */
export function addLine(leaf: Code | Html, line: string, isEnded: boolean): void {
  leaf.slices = appended(leaf.slices, isEnded ? `${line}\n` : line);
}

function takeHtmlLine(leaf: Html, line: string, isEnded: boolean): boolean {
  if (!leaf.end && !line.trim()) return false;
  addLine(leaf, line, isEnded);
  if (leaf.end?.test(line)) leaf.isOpen = false;
  return true;
}

function htmlAt(reading: Reading, text: string, isInParagraph: boolean): Html | undefined {
  const end = reading.rare.htmlEndOf(text, isInParagraph);
  if (end === undefined) return undefined;
  const html: Html = { ...begun(reading, 'html'), kind: 'html', end, slices: [] };
  takeHtmlLine(html, text, true);
  return html;
}

/** A heading without the `#` that may close it. Marks are counted by hand: `/#+$/` takes the square of their number. */
function headingText(given: string): string {
  const text = given.trim();
  let end = text.length;
  while (text[end - 1] === '#') end -= 1;
  return end === 0 || /[ \t]/.test(text[end - 1]!) ? text.slice(0, end).trim() : text;
}
