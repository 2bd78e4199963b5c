import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reconnectDelay } from './backoff.ts';

const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it('comes back within a second while somebody waits [R5]', () => {
  fc.assert(fc.property(draw, chance => reconnectDelay(0, true, () => chance) < 1_000));
});

it('never waits longer than a minute, however often it has failed', () => {
  fc.assert(
    fc.property(
      fc.nat(2_000),
      fc.boolean(),
      draw,
      (attempt, isUrgent, chance) => reconnectDelay(attempt, isUrgent, () => chance) < 60_000,
    ),
  );
});

it('waits twice as long each time, up to the cap, before the draw', () => {
  const ceilings = (isUrgent: boolean) => [0, 1, 2, 3, 4].map(attempt => reconnectDelay(attempt, isUrgent, () => 1));
  expect(ceilings(false)).toEqual([15_000, 30_000, 60_000, 60_000, 60_000]);
  expect(ceilings(true)).toEqual([1_000, 15_000, 30_000, 60_000, 60_000]);
});

it('spreads a crowd that was cut off at once: no second sees more than 15 % of it [R5]', () => {
  const seconds = Array.from({ length: 1_000 }, (_, i) =>
    Math.floor(reconnectDelay(0, false, () => i / 1_000) / 1_000),
  );
  for (let second = 0; second < 15; second++) expect(seconds.filter(at => at === second).length).toBeLessThan(150);
});
