import { buildTable } from './build-table.ts';
import type { Turn } from './rare-markdown.ts';
import { cellsOf, columnsOf } from './table-row.ts';

/** What would be a wider table stays text, which a browser lays out in no time. */
const COLUMNS_MAX = 100;

/**
 * What a paragraph turns into because of the line that follows: underlined, it is a heading; over the columns of a
 * table, its last line is that table's header.
 */
export function turnOf(text: string, line: string): Turn | undefined {
  const underline = /^(?:(=)=*|-+)[ \t]*$/.exec(line);
  if (underline) {
    return { node: { kind: 'heading', level: underline[1] ? 1 : 2, text: text.trim(), isOpen: false }, before: '' };
  }

  const columns = columnsOf(line);
  if (!columns || columns.length > COLUMNS_MAX) return undefined;
  const end = text.lastIndexOf('\n') + 1;
  const header = text.slice(end);
  if (cellsOf(header).length !== columns.length) return undefined;
  const table = { kind: 'table' as const, columns, header, rows: [], build: buildTable, isOpen: true };
  return { node: table, before: text.slice(0, end).trimEnd() };
}
