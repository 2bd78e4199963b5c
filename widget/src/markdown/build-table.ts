import type { Row, TableBlock } from './block.ts';
import { directionOf } from './direction.ts';
import type { Memo, RowMemo, Table } from './node.ts';
import { readInlines, readOpenInlines, type Moment } from './read-inlines.ts';
import { reuse } from './reuse.ts';
import { renderTable } from './render-table.ts';
import { cellsOf } from './table-row.ts';

/** A table; only its last row is read again as long as lines are added. */
export function buildTable({ columns, header, rows, isOpen }: Table, memo: Memo, moment: Moment): TableBlock {
  const kept = (memo.rows ??= []);
  const all = [header, ...rows].map((source, index) => {
    const isLast = isOpen && moment.isMidLine && index === rows.length;
    return buildRow((kept[index] ??= { cells: [] }), source, columns.length, isLast, moment);
  });
  return {
    kind: 'table',
    columns,
    header: all[0]!,
    rows: all.slice(1),
    direction: directionOf(header),
    show: renderTable,
  };
}

function buildRow(memo: RowMemo, source: string, width: number, isOpen: boolean, moment: Moment): Row {
  if (memo.row && memo.source === source && !moment.isRevising) return memo.row;
  const given = cellsOf(source);
  // The last cell of a row that has not ended may grow.
  const growing = isOpen && !source.trimEnd().endsWith('|') ? given.length - 1 : -1;
  const cells = Array.from({ length: width }, (_, column) => {
    const cell = (memo.cells[column] ??= {});
    const text = given[column] ?? '';
    return column === growing ? readOpenInlines(cell, text, moment) : readInlines(cell, text, moment);
  });
  memo.row = reuse(memo.row, { cells });
  // A cell that has been read halfway is read to its end.
  if (growing < 0) memo.source = source;
  else delete memo.source;
  return memo.row;
}
