import { expect, it } from 'vitest';
import type { Noted } from '../benchmark.ts';
import { cell, documentOf, withAgain, type Report } from './document.ts';

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
  others: ['other@1.0.0'],
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
  expect(document).toContain('Written by `npm run bench` on 2026-01-01, a machine, beside other@1.0.0.');
  expect(document).toContain('b: measured again by `npm run bench -- b` on 2026-01-02, a machine');
  expect(documentOf(whole)).not.toContain('again');
});

it('tells of the latest run of each part alone', () => {
  const [of, ofBoth] = ['npm run bench -- b', 'npm run bench -- a b'];
  const first = withAgain(whole, report(ofBoth, '2026-01-02', line('a', 'boot', 9), line('b', 'paint', 30)));
  const second = withAgain(first, report(of, '2026-01-03', line('b', 'paint', 31)));
  expect(second.again).toMatchObject([
    { date: '2026-01-02', files: ['a'] },
    { date: '2026-01-03', files: ['b'] },
  ]);
  const third = withAgain(second, report(ofBoth, '2026-01-04', line('a', 'boot', 8), line('b', 'paint', 32)));
  expect(third.again).toMatchObject([{ date: '2026-01-04', files: ['a', 'b'] }]);
});

it('puts no figures of two machines side by side', () => {
  const elsewhere = { ...report('npm run bench -- b', '2026-01-02', line('b', 'paint', 30)), machine: 'another' };
  expect(() => withAgain(whole, elsewhere)).toThrow('a machine');
});

it('shows a cost of another beside that of lex-chat, with the least and the most of how many', () => {
  const of = { 'lex-chat': [2, 4, 3], other: [12, 30, 33] };
  expect(cell(of, 'lex-chat', 'ms')).toBe('3 ms (2–4 of 3)');
  expect(cell(of, 'other', 'ms')).toBe('30 ms (12–33 of 3), 10 ×');
  expect(cell(of, 'other', '%')).toBe('30 % (12–33 of 3)');
  expect(cell({ other: [12] }, 'other', 'ms')).toBe('12 ms');
});
