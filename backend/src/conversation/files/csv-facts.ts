/** What can be counted of a table, so that nobody has to guess it from an excerpt: models count badly, and add worse. */
export interface CsvFacts {
  /** Those under the headings, blank lines aside. */
  readonly rows: number;
  readonly columns: readonly ColumnFacts[];
}

export interface ColumnFacts {
  readonly heading: string;
  /** Cells that hold a number and nothing else, and what they come to; null where a filled one holds none. */
  readonly numbers: {
    readonly count: number;
    readonly sum: number;
    readonly least: number;
    readonly most: number;
  } | null;
}

/** Of wider tables the first columns are told. */
const COLUMNS_MAX = 40;

/** A number as tables have it, with or without separators of thousands. */
const NUMBER = /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/;

export function csvFacts(text: string): CsvFacts {
  let rows = -1;
  let columns: { heading: string; count: number; sum: number; least: number; most: number; isMixed: boolean }[] = [];
  for (const cells of readRows(text)) {
    if (cells.every(cell => cell.trim() === '')) continue;
    if (++rows === 0) {
      columns = cells.slice(0, COLUMNS_MAX).map(heading => ({
        heading: heading.trim(),
        count: 0,
        sum: 0,
        least: Infinity,
        most: -Infinity,
        isMixed: false,
      }));
      continue;
    }
    for (const [i, column] of columns.entries()) {
      const cell = cells[i]?.trim() ?? '';
      if (cell === '' || column.isMixed) continue;
      if (!NUMBER.test(cell)) {
        column.isMixed = true;
        continue;
      }
      const value = Number(cell.replaceAll(',', ''));
      column.count++;
      column.sum += value;
      column.least = Math.min(column.least, value);
      column.most = Math.max(column.most, value);
    }
  }
  return {
    rows: Math.max(rows, 0),
    columns: columns.map(({ heading, isMixed, count, sum, least, most }) => ({
      heading,
      numbers: isMixed || count === 0 ? null : { count, sum: Number(sum.toPrecision(12)), least, most },
    })),
  };
}

/** For the model, in one line. */
export function tellCsvFacts({ rows, columns }: CsvFacts): string {
  const told = columns.map(({ heading, numbers }) =>
    numbers
      ? `“${heading}” (${numbers.count} numbers, sum ${numbers.sum}, least ${numbers.least}, most ${numbers.most})`
      : `“${heading}”`,
  );
  return `Counted over the whole file: ${rows} rows under the headings; columns ${told.join(', ')}.`;
}

/** Rows of cells as of RFC 4180, divided by whatever divides the first line. What is quoted wrongly is read as it stands. */
function* readRows(text: string): Generator<readonly string[]> {
  const divider = dividerOf(text.slice(0, text.indexOf('\n') === -1 ? text.length : text.indexOf('\n')));
  let cells: string[] = [];
  for (let at = 0; at <= text.length;) {
    let cell: string;
    if (text[at] === '"') {
      let end = at + 1;
      for (; end < text.length; end++) {
        if (text[end] !== '"') continue;
        if (text[end + 1] !== '"') break;
        end++;
      }
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      cell = '';
    }
    let end = at;
    while (end < text.length && text[end] !== divider && text[end] !== '\n') end++;
    cells.push(cell + text.slice(at, end));
    at = end + 1;
    if (text[end] === divider && end < text.length) continue;
    yield cells;
    cells = [];
  }
}

function dividerOf(line: string): string {
  const counts = [',', ';', '\t'].map(divider => [divider, line.split(divider).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
