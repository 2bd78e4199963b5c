import { expect, it } from 'vitest';
import type { FunctionError } from './function-error.ts';
import { createFunctionPool } from './function-pool.ts';
import type { FunctionProcess } from './function-process.ts';
import type { Invocation } from './invocation.ts';

it('drops events that nobody could run for a minute, and runs younger ones', () => {
  const { pool, clock, finish, ran } = scripted();
  const failures: string[] = [];
  pool.call(invocation('call', failures));
  pool.callLater(invocation('old', failures));
  clock.now += 30_000;
  pool.callLater(invocation('young', failures));
  clock.now += 30_001;
  finish();
  expect(ran).toEqual(['call', 'young']);
  expect(failures).toEqual(['old: EventAgeExceeded']);
});

it('gives events that a dead process never looked at to another one, before all others', () => {
  const { pool, die, ran } = scripted();
  pool.call(invocation('first'));
  pool.call(invocation('second'));
  die([invocation('first')]);
  expect(ran).toEqual(['first', 'first']);
});

it('runs nothing after it was closed', async () => {
  const { pool, ran } = scripted();
  await pool.close();
  const failures: string[] = [];
  pool.call(invocation('call', failures));
  pool.callLater(invocation('event', failures));
  expect(ran).toEqual([]);
  expect(failures).toEqual(['call: TooManyRequestsException', 'event: TooManyRequestsException']);
});

/** A pool of one process, which ends what it runs when the test says so. */
function scripted() {
  const clock = { now: 0 };
  const ran: string[] = [];
  let room = true;
  let finish = () => {};
  let die: (unbegun: readonly Invocation[]) => void = () => {};
  const pool = createFunctionPool(
    {
      processes: 1,
      waiting: 10,
      start: ({ onRoom, onGone }): FunctionProcess => {
        room = true;
        finish = () => {
          room = true;
          onRoom();
        };
        die = onGone;
        return {
          pid: 1,
          state: () => (room ? 'frozen' : 'busy'),
          hasRoom: () => room,
          run: ({ id }) => {
            room = false;
            ran.push(id);
          },
          kill: () => {},
          gone: Promise.resolve(),
        };
      },
    },
    () => clock.now,
  );
  return { pool, clock, ran, finish: () => finish(), die: (unbegun: readonly Invocation[]) => die(unbegun) };
}

function invocation(id: string, failures: string[] = []): Invocation {
  return {
    id,
    payload: '{}',
    streams: false,
    hear: () => {},
    fail: (error: FunctionError) => failures.push(`${id}: ${error.errorType}`),
  };
}
