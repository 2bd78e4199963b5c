import fc from 'fast-check';
import { expect, it } from 'vitest';
import { appended } from './slices.ts';

it('cuts a text at the same places, however it came, and loses nothing of it', () => {
  const portions = fc.array(fc.string({ unit: 'binary', maxLength: 3_000 }), { maxLength: 6 });
  fc.assert(
    fc.property(portions, parts => {
      const slices = parts.reduce<readonly string[]>(appended, []);
      expect(slices.join('')).toBe(parts.join(''));
      expect(slices).toEqual(appended([], parts.join('')));
    }),
    { numRuns: 300 },
  );
});

it('never parts the halves of a character', () => {
  const slices = appended([], `a${'👩'.repeat(5_000)}`);
  expect(slices.length).toBeGreaterThan(4);
  expect(slices.some(slice => /\p{Cs}/u.test(slice))).toBe(false);
});
