import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemoryLedger } from '../adapters/memory-ledger.ts';
import { createModelBudget } from './model-budget.ts';

const NOW = 1_790_000_000_000;
const budget = (perVisitor: number, perSite: number, now = () => NOW) =>
  createModelBudget(createMemoryLedger(now), { perVisitor, perSite });
const isReserved = (reservation: object | string) => reservation !== 'exhausted';

it('never gives a visitor or the site more than their day has, in whatever order it is asked for [R42]', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ visitor: fc.constantFrom('a', 'b', 'c'), tokens: fc.integer({ min: 1, max: 400 }) }), {
        maxLength: 60,
      }),
      async asked => {
        const { reserve } = budget(1_000, 16 * 400);
        const given = await Promise.all(
          asked.map(async ({ visitor, tokens }) => ({
            visitor,
            tokens: isReserved(await reserve(visitor, tokens)) ? tokens : 0,
          })),
        );
        for (const one of ['a', 'b', 'c']) {
          expect(
            given.filter(({ visitor }) => visitor === one).reduce((sum, { tokens }) => sum + tokens, 0),
          ).toBeLessThanOrEqual(1_000);
        }
        expect(given.reduce((sum, { tokens }) => sum + tokens, 0)).toBeLessThanOrEqual(16 * 400);
      },
    ),
  );
});

it('gives back what was not used, and lets a reservation stand whose use nobody knows', async () => {
  const { reserve } = budget(1_000, 16_000);
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
  expect(await createModelBudget(ledger, { perVisitor: 100, perSite: 16 * 50 }).reserve('a', 60)).toBe('exhausted');
  expect(isReserved(await createModelBudget(ledger, { perVisitor: 100, perSite: 16_000 }).reserve('a', 100))).toBe(
    true,
  );
});

it('begins anew every day', async () => {
  let clock = NOW;
  const { reserve } = budget(100, 16_000, () => clock);
  await reserve('a', 100);
  expect(await reserve('a', 100)).toBe('exhausted');
  clock += 86_400_000;
  expect(isReserved(await reserve('a', 100))).toBe(true);
});
