import fc from 'fast-check';
import { expect, it } from 'vitest';
import { atMost, dueAfter, refused, type Rate } from './rate.ts';

const rates = fc.record({ perMinute: fc.integer({ min: 1, max: 600 }), burst: fc.integer({ min: 1, max: 60 }) });
const waits = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 90_000 })), { maxLength: 300 });

/** When those passed that came after these waits. */
function passedAt(rate: Rate, waits: readonly number[]): readonly number[] {
  let due = 0;
  let now = 1_790_000_000_000;
  return waits.flatMap(wait => {
    now += wait;
    const next = dueAfter(due, now, rate);
    due = next ?? due;
    return next === undefined ? [] : [now];
  });
}

/** The most that passed in any stretch of time which is this long. */
function mostWithin(length: number, passed: readonly number[]): number {
  return Math.max(0, ...passed.map((start, first) => passed.findLastIndex(at => at <= start + length) - first + 1));
}

it('never lets more pass in any stretch of time than its burst and what the rate has for it [R41]', () => {
  fc.assert(
    fc.property(rates, waits, fc.integer({ min: 0, max: 600_000 }), (rate, waits, length) => {
      const most = rate.burst + (rate.perMinute * length) / 60_000;
      expect(mostWithin(length, passedAt(rate, waits))).toBeLessThanOrEqual(most);
    }),
  );
});

it('lets as many as the burst pass at once, and then one a spacing', () => {
  fc.assert(
    fc.property(rates, rate => {
      const { retryAfterMs } = refused(rate);
      const atOnce = Array.from({ length: rate.burst + 5 }, () => 0);
      expect(passedAt(rate, atOnce)).toHaveLength(rate.burst);
      expect(passedAt(rate, [...atOnce, retryAfterMs, retryAfterMs, retryAfterMs])).toHaveLength(rate.burst + 3);
    }),
  );
});

it('keeps a most for the minute in every minute [R41]', () => {
  const most = fc
    .integer({ min: 2, max: 300 })
    .chain(most => fc.tuple(fc.constant(most), fc.integer({ min: 1, max: most - 1 })));
  fc.assert(
    fc.property(most, waits, ([most, burst], waits) => {
      expect(mostWithin(60_000, passedAt(atMost(most, burst), waits))).toBeLessThanOrEqual(most);
    }),
  );
});
