import { expect, it } from 'vitest';
import { createFramePace } from './frame-pace.ts';

function frames(count = () => 1) {
  let pass = (): void => undefined;
  const turn = createFramePace(count, () => new Promise(resolve => (pass = resolve)));
  return {
    turn,
    async next() {
      pass();
      // As many turns of the queue of microtasks as a frame has promises, and some more.
      for (let turns = 0; turns < 10; turns += 1) await Promise.resolve();
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

it('lets one update through in as many frames as there are to be at each moment', async () => {
  let count = 3;
  const { turn, next } = frames(() => count);
  void turn();
  await next();
  await next();
  expect(turn()).toBeInstanceOf(Promise);
  await next();
  expect(turn()).toBeInstanceOf(Promise);
  count = 1;
  await next();
  await next();
  expect(turn()).toBeUndefined();
});
