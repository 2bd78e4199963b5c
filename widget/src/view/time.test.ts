import { expect, it } from 'vitest';
import { formatTime } from './time.ts';

const NOON = new Date(2026, 2, 4, 12, 5).getTime();

it('tells the time alone, whatever the day', () => {
  expect(formatTime(NOON, 'ko')).toMatch(/^\S+ 12:05$/);
  expect(formatTime(NOON, 'en')).toMatch(/^12:05\sPM$/);
});
