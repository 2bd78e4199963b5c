import { expect, it } from 'vitest';
import { formatTime } from './time.ts';

const NOON = new Date(2026, 2, 4, 12, 5).getTime();
const DAY_MS = 24 * 3_600_000;

it('tells the time alone for what was said today', () => {
  expect(formatTime(NOON, 'ko', NOON)).toContain('12:05');
  expect(formatTime(NOON, 'ko', NOON)).not.toContain('4일');
});

it('tells the day as well for what was said before, as the language writes it', () => {
  expect(formatTime(NOON, 'ko', NOON + DAY_MS)).toMatch(/^3월 4일.*12:05/);
  expect(formatTime(NOON, 'en', NOON + DAY_MS)).toMatch(/^Mar 4.*12:05/);
});
