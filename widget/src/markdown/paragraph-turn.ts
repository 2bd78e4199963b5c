import { buildTable } from './build-table.ts';
import { takeDefinitions } from './definition.ts';
import type { Definitions } from './link.ts';
import type { Paragraph } from './node.ts';
import type { Turned } from './rare-markdown.ts';
import { cellsOf, columnsOf } from './table-row.ts';

/** What would be a wider table stays text, which a browser lays out in no time. */
const COLUMNS_MAX = 100;

/**
 * What a paragraph turns into because of the line that follows: underlined, it is a heading; over the columns of a
 * table, its last line is that table's header. The rest stays its text.
 */
export function turnParagraph(paragraph: Paragraph, line: string, definitions: Definitions): Turned | undefined {
  if (!turnOf(paragraph.text, line)) return undefined;
  takeDefinitions(paragraph, definitions);
  const turn = turnOf(paragraph.text, line);
  if (!turn || !paragraph.text) return undefined;
  paragraph.text = turn.before;
  return turn.node;
}

function turnOf(text: string, line: string): { readonly node: Turned; readonly before: string } | undefined {
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
