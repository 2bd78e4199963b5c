import { expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const now = () => Date.UTC(2026, 10, 21, 4, 0, 0);

it('reads seconds and dates, and passes over everything else', () => {
  expect(readRetryAfter('7', now)).toBe(7_000);
  expect(readRetryAfter('0.25', now)).toBe(250);
  expect(readRetryAfter('Sat, 21 Nov 2026 04:00:30 GMT', now)).toBe(30_000);
  expect(readRetryAfter('Sat, 21 Nov 2026 03:00:00 GMT', now)).toBe(0);
  for (const value of [null, undefined, '', 'soon', '-1', 'NaN', 'Infinity'])
    expect(readRetryAfter(value, now)).toBeNull();
});
