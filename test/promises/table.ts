import { PROMISES } from './promises.ts';
import type { Figure } from './measured.ts';

/** A test as vitest's JSON reporter writes it, or as the browser's does; the fields that are read. */
export interface TestResult {
  readonly title: string;
  readonly status: string;
  readonly meta?: { readonly figures?: readonly Figure[] };
}

/** What `results` show of the promises: Markdown, a line for every figure, and a line for a test that has none. */
export function promiseTable(results: readonly TestResult[]): string {
  const rows = Object.entries(PROMISES).flatMap(([name, promise]) => {
    const tests = results.filter(({ title }) => title.includes(`[${name}]`));
    if (tests.length === 0) return [row(name, promise, '', '', 'not shown by a test')];
    return tests.flatMap(rowsOf).map((cells, index) => row(index ? '' : name, index ? '' : promise, ...cells));
  });
  return [row('', 'promise', 'shown by', 'wanted', 'measured'), '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function rowsOf({ title, status, meta }: TestResult): [string, string, string][] {
  const name = title.replace(/\[R\d+\] ?/g, '');
  const isFine = status === 'passed';
  const figures = meta?.figures ?? [];
  if (!isFine || figures.length === 0) return [[name, '', isFine ? 'holds' : status]];
  return figures.map(({ what, wanted, measured }, index) => [index ? what : `${name}: ${what}`, wanted, measured]);
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
