import { CIRCUIT_TIMES, type CircuitTimes } from '../conversation/limits/circuit-breaker.ts';
import { LEASE, type LeaseTimes } from '../conversation/turn/lease.ts';
import { PATIENCE, type Patience } from '../conversation/model/model-patience.ts';
import { RETRY_TIMES, type RetryTimes } from '../conversation/model/model-retries.ts';
import type { Environment } from './environment.ts';

/** For a language model. */
export interface ModelWaits {
  readonly patience: Patience;
  readonly retries: RetryTimes;
  readonly circuit: CircuitTimes;
}

/** How long a function waits for what may never come. */
export interface Waits {
  readonly lease: LeaseTimes;
  readonly model: ModelWaits;
  /** Longest wait for Lex, in milliseconds. It usually answers in a tenth of this; past it the model is asked instead. */
  readonly lexMs: number;
}

export const WAITS: Waits = {
  lease: LEASE,
  model: { patience: PATIENCE, retries: RETRY_TIMES, circuit: CIRCUIT_TIMES },
  lexMs: 8_000,
};

/** All of them, by the factor that is set: tests of what happens after half a minute take seconds. Throws when it makes no sense. */
export function readWaits({ WAIT_FACTOR = '1' }: Pick<Environment, 'WAIT_FACTOR'>): Waits {
  const factor = Number(WAIT_FACTOR);
  if (!(factor > 0 && factor <= 1)) throw new Error(`WAIT_FACTOR is ${WAIT_FACTOR}: it should be from 0 to 1`);
  const { lease, model, lexMs } = WAITS;
  return {
    lease: scaled(lease, factor),
    model: {
      patience: scaled(model.patience, factor),
      // A try by itself takes no less time for being waited for in haste.
      retries: {
        ...scaled(model.retries, factor),
        beginWithinMs: Math.max(model.retries.beginWithinMs * factor, 1_500),
      },
      circuit: scaled(model.circuit, factor),
    },
    lexMs: lexMs * factor,
  };
}

function scaled<T extends object>(times: T, factor: number): T {
  return Object.fromEntries(
    Object.entries(times).map(([name, ms]) => [name, Math.round((ms as number) * factor)]),
  ) as T;
}
