import { beforeAll, expect, it } from 'vitest';
import budget from '../widget/budget.json' with { type: 'json' };
import { readTable } from './sizes/document.ts';
import { measureSizes, ONE_ANSWER, sumOf } from './sizes/measure-sizes.ts';
import { sizeTable } from './sizes/size-table.ts';

let sizes: Readonly<Record<string, number>>;

beforeAll(() => {
  sizes = measureSizes();
});

it('keeps the loader to a glance', () => {
  expect(sizes['loader']).toBeLessThanOrEqual(budget.loader);
});

it('carries little before the chat is opened [R35]', () => {
  expect(sumOf(sizes, ['loader', 'door'])).toBeLessThanOrEqual(budget.beforeOpening);
});

it('stays small when the chat is open and has answered [R35]', () => {
  expect(sumOf(sizes, ONE_ANSWER)).toBeLessThanOrEqual(budget.oneAnswer);
});

it('has a budget for every part', () => {
  const parts = Object.keys(sizes).filter(part => part !== 'loader' && part !== 'door');
  expect(parts.toSorted()).toEqual(Object.keys(budget.parts).toSorted());
  for (const [part, most] of Object.entries(budget.parts)) expect(sizes[part], part).toBeLessThanOrEqual(most);
});

it('stands in the documentation as it is, give or take 200 bytes', () => {
  const [written, measured] = [readTable(), sizeTable(sizes)].map(linesOf);
  // Written anew by `npm run sizes`.
  expect(written!.map(([words]) => words)).toEqual(measured!.map(([words]) => words));
  for (const [index, [words, size]] of measured!.entries()) {
    expect(Math.abs(written![index]![1] - size), words).toBeLessThan(0.21);
  }
});

/** The words and the figure of each row. */
function linesOf(table: string): readonly (readonly [words: string, size: number])[] {
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map(line => line.split('|').map(cell => cell.trim()))
    .map(cells => [cells.slice(1, 3).join(), Number(cells[3])]);
}
