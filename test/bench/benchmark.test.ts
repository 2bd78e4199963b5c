import { expect, it } from 'vitest';
import { growth, inTurn, median } from './benchmark.ts';

it('takes the middle of what was measured, whatever its order', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

it.each([
  [1, (size: number) => 3 * size],
  [1.74, (size: number) => size ** 1.74],
  [0, () => 7],
])('finds the exponent %f of a cost that grows so', (exponent, costOf) => {
  const points = [500, 1_000, 2_000, 8_000].map(size => ({ size, cost: costOf(size) }));
  expect(growth(points)).toBeCloseTo(exponent, 6);
});

it('measures in turn, so that a slow minute meets all alike', async () => {
  const asked: string[] = [];
  const measure = (name: string) => async () => asked.push(name);
  expect(await inTurn(2, { a: measure('a'), b: measure('b') })).toEqual({ a: [1, 3], b: [2, 4] });
  expect(asked).toEqual(['a', 'b', 'a', 'b']);
});

it('measures less often what takes longer', async () => {
  let asked = 0;
  const measure = async () => (asked += 1);
  expect(await inTurn(name => (name === 'slow' ? 1 : 3), { slow: measure, quick: measure })).toEqual({
    slow: [1],
    quick: [2, 3, 4],
  });
});
