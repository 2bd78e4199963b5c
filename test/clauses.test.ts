import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const clauses = namesIn(/\*\*(P\d+\.\d+)\*\*/g, 'protocol/PROTOCOL.md');
const cited = new Set(
  ['protocol', 'widget', 'backend', 'demo', 'test'].flatMap(testsIn).flatMap(file => namesIn(/\[(P\d+\.\d+)\]/g, file)),
);

it('cites every clause of the protocol in some test', () => {
  expect(clauses.length).toBeGreaterThan(40);
  expect(clauses.filter(clause => !cited.has(clause))).toEqual([]);
});

it('cites no clause that there is not', () => {
  expect([...cited].filter(clause => !clauses.includes(clause))).toEqual([]);
});

it('numbers each clause once', () => {
  expect(new Set(clauses).size).toBe(clauses.length);
});

function testsIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.test\.ts$|contract\/[^/]+\.ts$/.test(file) && !file.includes('node_modules'))
    .map(file => `${folder}/${file}`);
}

function namesIn(pattern: RegExp, file: string): string[] {
  return [...readFileSync(join(ROOT, file), 'utf8').matchAll(pattern)].map(([, name]) => name!);
}
