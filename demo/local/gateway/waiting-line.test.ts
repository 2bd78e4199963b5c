import { afterEach, expect, it, vi } from 'vitest';
import { createWaitingLine } from './waiting-line.ts';

afterEach(() => vi.useRealTimers());

/** Things that go on until they are ended. */
function going() {
  const ends: (() => void)[] = [];
  const begun: string[] = [];
  return {
    begun,
    act: (name: string) => () => {
      begun.push(name);
      return new Promise<string>(resolve => ends.push(() => resolve(name)));
    },
    end: async () => {
      ends.shift()?.();
      await new Promise(resolve => setImmediate(resolve));
    },
  };
}

it('lets so many go on, the others in their order, and sends the rest away', async () => {
  const line = createWaitingLine({ atOnce: 2, waiting: 2 });
  const { begun, act, end } = going();
  const passed = ['a', 'b', 'c', 'd', 'e'].map(name => line.pass(act(name)));
  expect(passed[4]).toBeUndefined();
  expect(begun).toEqual(['a', 'b']);
  await end();
  expect(begun).toEqual(['a', 'b', 'c']);
  for (let i = 0; i < 3; i++) await end();
  const names = [];
  for (const one of passed) names.push(await one);
  expect(names).toEqual(['a', 'b', 'c', 'd', undefined]);
  expect(line.pass(act('f'))).toBeDefined();
});

it('goes on after one that failed', async () => {
  const line = createWaitingLine({ atOnce: 1, waiting: 1 });
  const failing = line.pass(() => Promise.reject(new Error('broken')));
  const next = line.pass(async () => 'next');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('next');
});

it('leaves a place empty for a while where others wait for it', async () => {
  vi.useFakeTimers();
  const line = createWaitingLine({ atOnce: 1, waiting: 2, pauseMs: 30 });
  const begun: number[] = [];
  const take = (ms: number) => () => {
    begun.push(performance.now());
    return new Promise(resolve => setTimeout(resolve, ms));
  };
  const start = performance.now();
  for (const ms of [10, 20, 5]) void line.pass(take(ms));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(begun.map(at => at - start)).toEqual([0, 40, 90]);
  void line.pass(take(1));
  expect(begun.at(-1)! - start).toBe(1_000);
});
