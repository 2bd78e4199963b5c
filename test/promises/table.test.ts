import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, it, type TestContext } from 'vitest';
import { measured, percentile } from './measured.ts';
import { PROMISES } from './promises.ts';
import { promiseTable } from './table.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

it('lists each figure, a test without figures, and a promise that no test shows', () => {
  const figures = [
    { what: 'stored', wanted: '100', measured: '100' },
    { what: 'p95', wanted: '≤ 150 ms', measured: '38 ms' },
  ];
  const lines = promiseTable([
    { title: '[R2] stores once', status: 'passed', meta: { figures } },
    { title: '[R3] refuses the second', status: 'passed' },
    { title: '[R4] resumes', status: 'failed' },
  ]).split('\n');

  expect(lines.length).toBe(2 + Object.keys(PROMISES).length + 1);
  expect(lines).toContain(`| R2 | ${PROMISES['R2']} | stores once: stored | 100 | 100 |`);
  expect(lines).toContain('|  |  | p95 | ≤ 150 ms | 38 ms |');
  expect(lines).toContain(`| R3 | ${PROMISES['R3']} | refuses the second |  | holds |`);
  expect(lines).toContain(`| R4 | ${PROMISES['R4']} | resumes |  | failed |`);
  expect(lines).toContain(`| R1 | ${PROMISES['R1']} |  |  | not shown by a test |`);
});

it('writes down what it asserts, also when that fails', () => {
  const other = { meta: {} } as TestContext['task'];
  expect(() => measured(other).is('lost', 0, 1)).toThrow('lost');
  measured(other).atMost('p95', 150, 38.4567, 'ms');
  expect(other.meta.figures).toEqual([
    { what: 'lost', wanted: '0', measured: '1' },
    { what: 'p95', wanted: '≤ 150 ms', measured: '38.5 ms' },
  ]);
});

it('takes the value that the share stays under', () => {
  expect(percentile([5, 1, 2, 3, 4], 0.5)).toBe(3);
  expect(percentile([1], 0.95)).toBe(1);
  expect(percentile([1, 2], 1)).toBe(2);
  expect(() => percentile([], 0.5)).toThrow('no values');
});

it('names no promise that there is not', () => {
  const named = ['protocol', 'widget', 'backend', 'demo', 'test', 'infra'].flatMap(promisesNamedIn);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(name => !(name in PROMISES))).toEqual([]);
});

function promisesNamedIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.test.ts') && !file.includes('node_modules'))
    .flatMap(file => [...readFileSync(join(ROOT, folder, file), 'utf8').matchAll(/\[(R\d+)\]/g)])
    .map(([, name]) => name!);
}
