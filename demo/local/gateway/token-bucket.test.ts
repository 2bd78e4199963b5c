import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTokenBucket } from './token-bucket.ts';

it('never lets more through than its burst and what time has filled', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 200 });
  fc.assert(
    fc.property(waits, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 100 }), (gaps, burst, perSecond) => {
      let time = 0;
      const bucket = createTokenBucket({ perSecond, burst }, () => time);
      let taken = 0;
      for (const gap of gaps) {
        time += gap;
        if (bucket.take()) taken += 1;
        expect(taken).toBeLessThanOrEqual(burst + (time / 1_000) * perSecond + 1e-6);
      }
    }),
  );
});

it('fills again to its burst and no further', () => {
  let time = 0;
  const bucket = createTokenBucket({ perSecond: 10, burst: 2 }, () => time);
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false]);
  time += 100;
  expect([bucket.take(), bucket.take()]).toEqual([true, false]);
  time += 60_000;
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false]);
});

it('takes nothing away when the clock goes back', () => {
  let time = 10_000;
  const bucket = createTokenBucket({ perSecond: 10, burst: 2 }, () => time);
  time = 0;
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false]);
});
