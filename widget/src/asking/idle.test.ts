import { expect, it } from 'vitest';
import { createIdle } from './idle.ts';

/** A clock that a test moves on. */
function clockOf(seconds: number) {
  let now = 0;
  let due: { readonly at: number; readonly run: () => void } | undefined;
  const seen: string[] = [];
  const idle = createIdle(
    () => {
      if (seen.at(-1) !== idle.state) seen.push(idle.state);
    },
    () => now,
    (ms, run) => {
      due = { at: now + ms, run };
      return () => (due = undefined);
    },
  );
  idle.begin(seconds, 0);
  const pass = (ms: number) => {
    const end = now + ms;
    while (due && due.at <= end) {
      const { at, run } = due;
      due = undefined;
      now = at;
      run();
    }
    now = end;
  };
  return { idle, seen, pass };
}

it('tells a minute before Lex forgets, of a short time a third before, and once it has', () => {
  for (const [seconds, warns] of [
    [600, 540],
    [90, 60],
  ] as const) {
    const { idle, seen, pass } = clockOf(seconds);
    pass(warns * 1_000 - 1);
    expect([idle.state, ...seen]).toEqual(['waiting']);
    pass(1);
    expect([idle.state, idle.secondsLeft, ...seen]).toEqual(['forgets-soon', seconds - warns, 'forgets-soon']);
    pass((seconds - warns) * 1_000);
    expect([idle.state, ...seen]).toEqual(['forgotten', 'forgets-soon', 'forgotten']);
  }
});

it('gives the whole time once more when it is asked to, as often as that is', () => {
  const { idle, pass } = clockOf(300);
  for (let time = 250_000, began = 0; began < 12 * 250_000; began = time, time += 250_000) {
    pass(250_000);
    expect(idle.state).toBe('forgets-soon');
    idle.begin(300, time);
    expect([idle.state, idle.secondsLeft]).toEqual(['waiting', 300]);
  }
});

it('says nothing more once it has ended', () => {
  const { idle, seen, pass } = clockOf(60);
  idle.end();
  pass(120_000);
  expect([idle.state, ...seen]).toEqual(['waiting']);
});
