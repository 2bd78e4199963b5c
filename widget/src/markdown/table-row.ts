import type { Alignment } from './block.ts';

/** The cells of a table's row, as they were typed. */
export function cellsOf(row: string): string[] {
  const inner = row.trim().replace(/^\|/, '');
  const cells = Array.from(inner.matchAll(/((?:\\[^]?|[^\\|])*)(?:\||$)/g), ([, cell = '']) => cell);
  // What lies behind the last bar, or behind the end of a row that has none.
  cells.pop();
  return cells.map(cell => cell.trim().replaceAll('\\|', '|'));
}

/** The columns that a line like `|:--|--:|` stands for; undefined for any other line. */
export function columnsOf(line: string): readonly Alignment[] | undefined {
  if (!/^[-:| \t]+$/.test(line) || !/[:|]/.test(line)) return undefined;
  const cells = cellsOf(line);
  return cells.every(cell => /^:?-+:?$/.test(cell)) ? cells.map(alignmentOf) : undefined;
}

function alignmentOf(cell: string): Alignment {
  const isRight = cell.endsWith(':');
  if (cell.startsWith(':')) return isRight ? 'center' : 'left';
  return isRight ? 'right' : null;
}
