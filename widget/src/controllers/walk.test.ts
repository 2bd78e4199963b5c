import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextIndex } from './walk.ts';

it('never walks out of the transcript, and by no other key', () => {
  const key = fc.constantFrom('ArrowUp', 'ArrowDown', 'Home', 'End', 'Enter', 'a', 'Tab');
  fc.assert(
    fc.property(key, fc.integer({ min: 1, max: 50 }), fc.nat(50), (pressed, count, from) => {
      const next = nextIndex(pressed, (from % (count + 1)) - 1, count);
      if (['Enter', 'a', 'Tab'].includes(pressed)) expect(next).toBeUndefined();
      else expect(next! >= 0 && next! < count).toBe(true);
    }),
  );
});

it('begins with the newest message', () => {
  expect(['ArrowUp', 'ArrowDown', 'Home'].map(key => nextIndex(key, -1, 5))).toEqual([4, 4, 0]);
});
