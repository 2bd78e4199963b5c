import { FunctionError } from './function-error.ts';
import type { FunctionProcess, ProcessOptions } from './function-process.ts';
import type { Invocation } from './invocation.ts';

/** The processes of one function, and the calls that wait for one. */
export interface FunctionPool {
  /** Runs it now, or when a process is free, in the order of the calls. With too many waiting, it fails with 429. */
  call(invocation: Invocation): void;
  /** Runs it when no call waits. An event that nobody could run for a minute is dropped. */
  callLater(invocation: Invocation): void;
  processes(): readonly FunctionProcess[];
  /** Ends all processes and fails all that waits. Settles when the processes are gone. */
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly start: (events: Pick<ProcessOptions, 'onRoom' | 'onGone'>) => FunctionProcess;
  readonly processes: number;
  /** Calls that may wait, beyond those that run. */
  readonly waiting: number;
}

/** Oldest an event may get before it is run, in milliseconds: what the stack sets for `answer`, without retries. */
const EVENT_MAX_AGE_MS = 60_000;

/** Events that may wait. Lambda's own queue has no such bound; a laptop's memory has. */
const EVENTS_MAX = 10_000;

interface WaitingEvent {
  readonly invocation: Invocation;
  readonly since: number;
}

/**
 * Warm processes first, the latest used one before the others, then new ones up to the cap, then waiting. Lambda would not
 * let calls wait: it starts copies up to the account's concurrency (1,000) and then refuses. A laptop has neither the
 * memory for that nor a need; the short queue stands for the copies that are not there.
 */
export function createFunctionPool(options: PoolOptions, now: () => number = Date.now): FunctionPool {
  const processes = new Set<FunctionProcess>();
  const waiting: Invocation[] = [];
  const events: WaitingEvent[] = [];
  let closed = false;

  const free = () => {
    const warm = [...processes].findLast(process => process.hasRoom());
    if (warm) {
      // The latest used is the last of the set.
      processes.delete(warm);
      processes.add(warm);
      return warm;
    }
    return processes.size < options.processes ? start() : undefined;
  };
  const start = () => {
    const process: FunctionProcess = options.start({
      onRoom: () => dispatch(),
      onGone: unbegun => {
        processes.delete(process);
        waiting.unshift(...unbegun);
        dispatch();
      },
    });
    processes.add(process);
    return process;
  };
  const next = () => {
    while (events[0] && now() - events[0].since > EVENT_MAX_AGE_MS) {
      const late = events.shift()!;
      late.invocation.fail(new FunctionError('EventAgeExceeded', 'The event waited longer than a minute.'));
    }
    return waiting.shift() ?? events.shift()?.invocation;
  };
  const dispatch = () => {
    while (!closed && waiting.length + events.length > 0) {
      const process = free();
      const invocation = process && next();
      if (!invocation) return;
      process.run(invocation);
    }
  };

  return {
    call: invocation => {
      waiting.push(invocation);
      dispatch();
      if (closed || waiting.length > options.waiting) waiting.pop()?.fail(tooMany());
    },
    callLater: invocation => {
      if (closed || events.length >= EVENTS_MAX) return invocation.fail(tooMany());
      events.push({ invocation, since: now() });
      dispatch();
    },
    processes: () => [...processes],
    close: async () => {
      closed = true;
      for (const invocation of [...waiting.splice(0), ...events.splice(0).map(event => event.invocation)]) {
        invocation.fail(new FunctionError('Runtime.ExitError', 'The functions were stopped.'));
      }
      const ending = [...processes];
      for (const process of ending) process.kill();
      await Promise.all(ending.map(({ gone }) => gone));
    },
  };
}

function tooMany(): FunctionError {
  return new FunctionError('TooManyRequestsException', 'Rate Exceeded.');
}
