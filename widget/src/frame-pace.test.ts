import { expect, it } from 'vitest';
import { createFramePace } from './frame-pace.ts';

/** Frames that come when told to, each of which takes `work` milliseconds; what was waited for besides is in `rests`. */
function frames({ grows = false, work = 0 } = {}) {
  let pass = (): void => undefined;
  let now = 0;
  const rests: number[] = [];
  const turn = createFramePace(() => grows, {
    next: () => new Promise(resolve => (pass = resolve)),
    painted: async () => void (now += work),
    after: async ms => void rests.push(ms),
    now: () => now,
  });
  return {
    turn,
    rests,
    async next() {
      pass();
      // As many turns of the queue of microtasks as a frame has promises, and some more.
      for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
    },
  };
}

it('lets the first update through at once, and the next one with the next frame', async () => {
  const { turn, next } = frames();
  expect(turn()).toBeUndefined();
  let isThrough = false;
  void turn()!.then(() => (isThrough = true));
  await Promise.resolve();
  expect(isThrough).toBe(false);
  await next();
  expect(isThrough).toBe(true);
});

it('counts an update that waited for its frame as that frame’s', async () => {
  const { turn, next } = frames();
  void turn();
  void turn();
  await next();
  expect(turn()).toBeInstanceOf(Promise);
  await next();
  await next();
  expect(turn()).toBeUndefined();
});

it('rests nine times as long as the work took while something grows, but not for ever', async () => {
  for (const [work, rest] of [
    [2, 18],
    [100, 200],
  ] as const) {
    const { turn, next, rests } = frames({ grows: true, work });
    void turn();
    await next();
    expect(rests).toEqual([rest]);
  }
});

it('does not rest where nothing grows, so that a visitor is answered at once', async () => {
  const { turn, next, rests } = frames({ work: 50 });
  void turn();
  await next();
  expect(rests).toEqual([]);
  expect(turn()).toBeUndefined();
});
