import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemoryLedger } from '../../adapters/memory-ledger.ts';
import { createModelBudget, shardsOf } from './model-budget.ts';

const NOW: number = 1_790_000_000_000;
/** Sixteen shards, of a hundred calls each. */
const SITE = 16 * 100 * 400;
const budget = (perVisitor: number, perSite: number, { now = () => NOW, perCall = 400 } = {}) =>
  createModelBudget(createMemoryLedger(now), { perVisitor, perSite, perCall });
const isReserved = (reservation: object | string) => reservation !== 'exhausted';
const sum = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

it('never gives a visitor or the site more than their day has, in whatever order it is asked for [R42]', async () => {
  const calls = fc.array(
    fc.record({ visitor: fc.constantFrom('a', 'b', 'c'), tokens: fc.integer({ min: 1, max: 400 }) }),
    { maxLength: 60 },
  );
  await fc.assert(
    fc.asyncProperty(
      calls,
      fc.integer({ min: 1, max: 6_000 }),
      fc.integer({ min: 1, max: 400 }),
      async (asked, perSite, perCall) => {
        const { reserve } = budget(1_000, perSite, { perCall });
        const given = await Promise.all(
          asked.map(async ({ visitor, tokens }) => ({
            visitor,
            tokens: isReserved(await reserve(visitor, tokens)) ? tokens : 0,
          })),
        );
        for (const one of ['a', 'b', 'c']) {
          const ofOne = given.filter(({ visitor }) => visitor === one).map(({ tokens }) => tokens);
          expect(sum(ofOne)).toBeLessThanOrEqual(1_000);
        }
        expect(sum(given.map(({ tokens }) => tokens))).toBeLessThanOrEqual(perSite);
      },
    ),
  );
});

it('loses no more than one part in thirty-two of a budget to its shards, and nothing of a small one [R42]', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 400, max: 40_000 }), async perSite => {
      const { reserve } = budget(Infinity, perSite, { perCall: 400 });
      let calls = 0;
      while (isReserved(await reserve('a', 400))) calls++;
      expect(calls * 400).toBeGreaterThan(perSite * (1 - 1 / 32) - 400);
    }),
    { numRuns: 30 },
  );
});

it('counts a small budget in one place, a large one in sixteen', () => {
  const shards = (perSite: number) => shardsOf({ perVisitor: 1, perSite, perCall: 5_000 });
  expect([1, 20_000, 320_000, 1_000_000, 2_560_000, 1e9].map(shards)).toEqual([1, 1, 2, 6, 16, 16]);
});

it('gives back what was not used, and lets a reservation stand whose use nobody knows', async () => {
  const { reserve } = budget(1_000, SITE);
  const first = await reserve('a', 900);
  if (first === 'exhausted') throw new Error('there was plenty');
  expect(await reserve('a', 900)).toBe('exhausted');
  await first.settle({ input: 50, output: 50 });
  const second = await reserve('a', 900);
  if (second === 'exhausted') throw new Error('it was given back');
  await second.settle(null);
  expect(await reserve('a', 1)).toBe('exhausted');
});

it('does not charge a visitor for what the site could not give', async () => {
  const ledger = createMemoryLedger(() => NOW);
  expect(await createModelBudget(ledger, { perVisitor: 100, perSite: 50, perCall: 60 }).reserve('a', 60)).toBe(
    'exhausted',
  );
  expect(
    isReserved(await createModelBudget(ledger, { perVisitor: 100, perSite: SITE, perCall: 60 }).reserve('a', 100)),
  ).toBe(true);
});

it('begins anew every day', async () => {
  let clock = NOW;
  const { reserve } = budget(100, SITE, { now: () => clock });
  await reserve('a', 100);
  expect(await reserve('a', 100)).toBe('exhausted');
  clock += 86_400_000;
  expect(isReserved(await reserve('a', 100))).toBe(true);
});

it('gives back to the day it was taken from, not to the next [R42]', async () => {
  let clock = NOW;
  const { reserve } = budget(100, SITE, { now: () => clock });
  const yesterday = await reserve('a', 100);
  if (yesterday === 'exhausted') throw new Error('there was plenty');
  clock += 86_400_000;
  const today = await reserve('a', 60);
  if (today === 'exhausted') throw new Error('the day is new');
  await yesterday.settle({ input: 0, output: 0 });
  expect(await reserve('a', 50)).toBe('exhausted');
});
