import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import budget from '../widget/budget.json' with { type: 'json' };

/** What a visitor has loaded who has opened the chat, greeted, and been answered, in the larger of the languages. */
const ONE_ANSWER = ['loader', 'door', 'panel', 'parts', 'ko', 'markdown'];

/** Bytes of each file by the name of its part, as a server that speaks brotli sends them. */
let sizes: Readonly<Record<string, number>>;

beforeAll(() => {
  const root = new URL('../', import.meta.url);
  const dist = new URL('widget/dist/', root);
  const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8')) as object;
  sizes = Object.fromEntries(
    Object.keys(manifest).map(file => [partOf(file), brotliCompressSync(readFileSync(new URL(file, dist))).length]),
  );
});

it('keeps the loader to a glance', () => {
  expect(sizes['loader']).toBeLessThanOrEqual(budget.loader);
});

it('carries little before the chat is opened [R35]', () => {
  expect(sumOf(['loader', 'door'])).toBeLessThanOrEqual(budget.beforeOpening);
});

it('stays small when the chat is open and has answered [R35]', () => {
  expect(sumOf(ONE_ANSWER)).toBeLessThanOrEqual(budget.oneAnswer);
});

it('has a budget for every part', () => {
  const parts = Object.keys(sizes).filter(part => part !== 'loader' && part !== 'door');
  expect(parts.toSorted()).toEqual(Object.keys(budget.parts).toSorted());
  for (const [part, most] of Object.entries(budget.parts)) expect(sizes[part], part).toBeLessThanOrEqual(most);
});

function sumOf(parts: readonly string[]): number {
  return parts.map(part => sizes[part]!).reduce((sum, size) => sum + size);
}

function partOf(file: string): string {
  return /^assets\/(.+)-.{8}\.js$/.exec(file)?.[1] ?? 'loader';
}
