import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chartOf, documentOf, type Report } from './document.ts';
import { readmeTable, readTable, withFigures, withTable } from './readme-table.ts';

const file = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

it('has the README quote what was measured', () => {
  const report = JSON.parse(file('docs/benchmarks.json')) as Report;
  expect(readTable(file('README.md'))).toBe(readmeTable(report));
  for (const readme of ['README.md', 'widget/README.md']) expect(withFigures(file(readme), report)).toBe(file(readme));
  expect(() => withFigures('It weighs little.', report)).toThrow();
});

it('shows what the file of figures holds, and nothing else', () => {
  const report = JSON.parse(file('docs/benchmarks.json')) as Report;
  expect(file('docs/benchmarks.md')).toBe(documentOf(report, 'benchmarks.svg'));
  expect(file('docs/benchmarks.svg')).toBe(chartOf(report));
});

it('quotes in its words no weight that was not measured', () => {
  const page = '`<lex-chat>`, of which a page\nloads 9.9 kB until it is opened';
  const report = JSON.parse(file('docs/benchmarks.json')) as Report;
  const [, weight] = / \| (\S+ kB) /.exec(readmeTable(report))!;
  expect(withFigures(page, report)).toBe(page.replace('9.9 kB', weight!));
});

it('changes nothing of a page but the table', () => {
  const page = 'before\n<!-- benchmarks -->\n\nold\n\n<!-- /benchmarks -->\nafter';
  expect(withTable(page, '| $1 |')).toBe('before\n<!-- benchmarks -->\n\n| $1 |\n\n<!-- /benchmarks -->\nafter');
  expect(readTable(withTable(page, '| $1 |'))).toBe('| $1 |');
});
