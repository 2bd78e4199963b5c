import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchPart, verifyWith } from './verified-part.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  verifyWith(() => Promise.resolve());
  vi.useRealTimers();
});

const never = new Promise<never>(() => {});

it('runs no code before its file has been verified', async () => {
  verifyWith((part, file) => Promise.reject(new Error(`${part} is not ${file}`)));
  let isRun = false;
  const code = async () => (isRun = true);
  await expect(fetchPart('history', code, 'digest')).rejects.toThrow('history is not digest');
  expect(isRun).toBe(false);
});

it.each([
  ['code', () => Promise.resolve(), () => never],
  ['a file to verify', () => never, () => Promise.resolve('code')],
])('gives up waiting for %s that hangs', async (_, verify, code) => {
  verifyWith(verify);
  const outcome = fetchPart('history', code).catch(() => 'lost');
  await vi.advanceTimersByTimeAsync(30_000);
  await expect(outcome).resolves.toBe('lost');
});

it('leaves no timer behind, whether the code comes or not', async () => {
  await fetchPart('history', () => Promise.resolve('code'));
  await fetchPart('history', () => Promise.reject(new Error('gone'))).catch(() => 'lost');
  expect(vi.getTimerCount()).toBe(0);
});
