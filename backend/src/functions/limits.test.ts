import { expect, it } from 'vitest';
import { LIMIT_OPTIONS, readLimits, readPrices } from './limits.ts';

it('has a limit for everything, also where none is set [R41] [R42]', () => {
  expect(readLimits({})).toEqual({
    visitor: { perMinute: 30, burst: 10 },
    addressMessages: 120,
    addressSessions: 20,
    siteMessages: 50_000,
    visitorTokens: 200_000,
    siteTokens: 2_000_000,
    visitorUploadBytes: 100_000_000,
    siteUploadBytes: 10_000_000_000,
  });
  expect(readPrices({})).toBeNull();
});

it('takes what is set, each for its own limit', () => {
  const numbers = Object.fromEntries(Object.keys(LIMIT_OPTIONS).map((name, i) => [name, String(i + 3)]));
  expect(readLimits(numbers)).toEqual({
    visitor: { perMinute: 3, burst: 4 },
    addressMessages: 5,
    addressSessions: 6,
    siteMessages: 7,
    visitorTokens: 8,
    siteTokens: 9,
    visitorUploadBytes: 10_000_000,
    siteUploadBytes: 11_000_000,
  });
  expect(readPrices(numbers)).toEqual({ input: 12, output: 13 });
  expect(readLimits({ SITE_TOKENS_PER_DAY: '0' }).siteTokens).toBe(0);
});

it('refuses what is no limit, by its name', () => {
  for (const value of ['0', '-1', '1.5', 'many', ' ', '1e400', 'NaN', 'Infinity'])
    expect(() => readLimits({ VISITOR_MESSAGES_PER_MINUTE: value })).toThrow('VISITOR_MESSAGES_PER_MINUTE is');
  expect(() => readPrices({ MODEL_INPUT_PRICE: '1' })).toThrow('without each other');
  expect(() => readPrices({ MODEL_INPUT_PRICE: '-1', MODEL_OUTPUT_PRICE: '1' })).toThrow('MODEL_INPUT_PRICE');
});
