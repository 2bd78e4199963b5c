import { expect, it } from 'vitest';
import type { Noted } from '../benchmark.ts';
import { cell, complete, documentOf, withAgain, type Report } from './document.ts';

const line = (file: string, what: string, value: number): Noted => ({
  area: 'page',
  what,
  unit: 'ms',
  of: { 'lex-chat': [value] },
  file,
});

const report = (command: string, date: string, ...benchmarks: Noted[]): Report => ({
  date,
  command,
  machine: 'a machine',
  noise: { before: 1_000, after: 1_000 },
  benchmarks,
});

const whole = report(
  'npm run bench',
  '2026-01-01',
  line('a', 'boot', 10),
  line('b', 'paint', 20),
  line('c', 'heap', 1),
);

it('has what a file measured again in the place of all that it had measured, and says so', () => {
  const again = report('npm run bench -- b', '2026-01-02', line('b', 'layout', 5), line('b', 'paint, thrice', 30));
  const both = withAgain(whole, again);
  expect(both.benchmarks).toEqual([whole.benchmarks[0], ...again.benchmarks, whole.benchmarks[2]]);
  const document = documentOf(both);
  expect(document).toContain('Written by `npm run bench` on 2026-01-01, a machine.');
  expect(document).toContain('measured again by `npm run bench -- b` on 2026-01-02, a machine.');
  expect(documentOf(whole)).not.toContain('again by');
});

it('tells of the latest run of each part alone', () => {
  const again = (date: string) => report('npm run bench -- b', date, line('b', 'paint', 30));
  const twice = withAgain(withAgain(whole, again('2026-01-02')), again('2026-01-03'));
  expect(twice.again?.map(({ date }) => date)).toEqual(['2026-01-03']);
});

it('writes nothing when a file has measured nothing', () => {
  expect(complete(whole, ['a', 'b', 'c'])).toBe(whole);
  expect(() => complete(whole, ['a', 'd'])).toThrow('d');
});

it('shows a cost of another beside that of lex-chat, with the least and the most of how many', () => {
  const of = { 'lex-chat': [2, 4, 3], other: [12, 30, 33] };
  expect(cell(of, 'lex-chat', 'ms')).toBe('3 ms (2–4 of 3)');
  expect(cell(of, 'other', 'ms')).toBe('30 ms (12–33 of 3), 10 ×');
  expect(cell(of, 'other', '%')).toBe('30 % (12–33 of 3)');
  expect(cell({ other: [12] }, 'other', 'ms')).toBe('12 ms');
});
