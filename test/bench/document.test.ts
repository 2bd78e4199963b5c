import { expect, it } from 'vitest';
import type { Benchmark } from './benchmark.ts';
import { documentOf, withAgain, type Report } from './document.ts';

const line = (what: string, value: number): Benchmark => ({
  area: 'page',
  what,
  unit: 'ms',
  of: { 'lex-chat': [value] },
});

const report = (command: string, date: string, ...benchmarks: Benchmark[]): Report => ({
  date,
  command,
  machine: 'a machine',
  noise: { before: 1_000, after: 1_000 },
  benchmarks,
});

const whole = report('npm run bench', '2026-01-01', line('boot', 10), line('paint', 20));

it('has what was measured again in the place of what was measured before, and says so', () => {
  const both = withAgain(whole, report('npm run bench -- paint', '2026-01-02', line('paint', 30), line('layout', 5)));
  expect(both.benchmarks).toEqual([line('boot', 10), line('paint', 30), line('layout', 5)]);
  const document = documentOf(both);
  expect(document).toContain('Written by `npm run bench` on 2026-01-01');
  expect(document).toContain('What `npm run bench -- paint` measures is of another run, on 2026-01-02.');
  expect(documentOf(whole)).not.toContain('another run');
});

it('tells of the latest run of each part alone', () => {
  const again = (date: string) => report('npm run bench -- paint', date, line('paint', 30));
  expect(withAgain(withAgain(whole, again('2026-01-02')), again('2026-01-03')).again).toEqual([
    { command: 'npm run bench -- paint', date: '2026-01-03' },
  ]);
});
