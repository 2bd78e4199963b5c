/** What is left of a line. */
export interface Cursor {
  rest: string;
  /** Where it begins: a tab goes on to the next column that four divides. */
  column: number;
}

/** The line that a block may begin with. */
export interface LeafStart {
  readonly cursor: Cursor;
  /** What the cursor shows, without white space at its beginning, and how much of that there is. */
  readonly text: string;
  readonly indent: number;
  /** Whether the line would else go on with a paragraph. */
  readonly isInParagraph: boolean;
  readonly isEnded: boolean;
}

/** How many columns of white space come first. */
export function indentOf({ rest, column }: Cursor): number {
  let end = column;
  for (const character of rest) {
    if (character === ' ') end += 1;
    else if (character === '\t') end += toTabStop(end);
    else break;
  }
  return end - column;
}

/** Takes away white space, at most `columns` of it. What a tab has left over becomes spaces. */
export function dedent(cursor: Cursor, columns: number): void {
  let taken = 0;
  while (taken < columns && /^[ \t]/.test(cursor.rest)) {
    const width = cursor.rest[0] === '\t' ? toTabStop(cursor.column) : 1;
    cursor.rest = ' '.repeat(width - 1) + cursor.rest.slice(1);
    cursor.column += 1;
    taken += 1;
  }
}

/** Takes away the first `length` characters, none of them a tab. */
export function skip(cursor: Cursor, length: number): void {
  cursor.rest = cursor.rest.slice(length);
  cursor.column += length;
}

/** What is left, without white space at its beginning. */
export function unindented({ rest }: Cursor): string {
  return rest.replace(/^[ \t]+/, '');
}

export function isBlank({ rest }: Cursor): boolean {
  return /^[ \t]*$/.test(rest);
}

/** Takes away the mark of a quote; false if there is none. */
export function takeQuoteMark(cursor: Cursor): boolean {
  const indent = indentOf(cursor);
  if (indent > 3 || !unindented(cursor).startsWith('>')) return false;
  dedent(cursor, indent);
  skip(cursor, 1);
  dedent(cursor, 1);
  return true;
}

function toTabStop(column: number): number {
  return 4 - (column % 4);
}
