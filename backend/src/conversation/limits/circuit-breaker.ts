import type { LanguageModel } from '../ports.ts';
import { UpstreamError } from '../upstream-error.ts';

/** What is remembered of a service: its latest failures, and until when it is left alone. */
export interface Circuit {
  /** When it failed, in milliseconds since 1970, the oldest first. */
  readonly failures: readonly number[];
  /** Null while requests may pass. */
  readonly openUntil: number | null;
}

export const CLOSED: Circuit = { failures: [], openUntil: null };

/** This many failures within this time open the circuit, for that long, in milliseconds. */
export const FAILURES_MAX = 10;
export const WINDOW_MS = 30_000;
export const OPEN_MS = 30_000;

export interface CircuitTimes {
  readonly windowMs: number;
  readonly openMs: number;
}

export const CIRCUIT_TIMES: CircuitTimes = { windowMs: WINDOW_MS, openMs: OPEN_MS };

/** The circuit as it is now: it closes again by itself, and forgets what is long past. */
export function atTime({ failures, openUntil }: Circuit, now: number, { windowMs } = CIRCUIT_TIMES): Circuit {
  if (openUntil !== null) return now < openUntil ? { failures, openUntil } : CLOSED;
  return { failures: failures.filter(at => at > now - windowMs), openUntil };
}

/** The circuit after one more failure. One that was under way when the circuit opened does not keep it open for longer. */
export function afterFailure(circuit: Circuit, now: number, times: CircuitTimes = CIRCUIT_TIMES): Circuit {
  const { failures, openUntil } = atTime(circuit, now, times);
  if (openUntil !== null) return { failures, openUntil };
  const latest = [...failures, now];
  return latest.length < FAILURES_MAX
    ? { failures: latest, openUntil: null }
    : { failures: [], openUntil: now + times.openMs };
}

export interface CircuitEvent {
  readonly event: 'circuit-opened';
  readonly error: UpstreamError;
}

/**
 * A model that is left alone for a while after it failed too often: asking it then fails at once, and says how long to wait.
 * What it refuses because of the request itself, and what was stopped by whoever asked, is no failure of its.
 *
 * The memory is this process's. Each Lambda instance answers one turn at a time and finds out for itself, at the price of
 * up to `FAILURES_MAX` tries; a memory they share would cost every turn a read.
 */
export function createCircuitBreaker(
  model: LanguageModel,
  report: (event: CircuitEvent) => void,
  now: () => number = Date.now,
  times: CircuitTimes = CIRCUIT_TIMES,
): LanguageModel {
  let circuit = CLOSED;
  return {
    name: model.name,
    async *stream(prompt, signal) {
      circuit = atTime(circuit, now(), times);
      if (circuit.openUntil !== null) {
        const retryAfterMs = circuit.openUntil - now();
        throw new UpstreamError('model', { cause: new Error('it failed too often'), retryAfterMs, isFree: true });
      }
      try {
        yield* model.stream(prompt, signal);
      } catch (error) {
        if (error instanceof UpstreamError && error.cure !== 'none' && !signal.aborted) count(error);
        throw error;
      }
    },
  };

  function count(error: UpstreamError): void {
    const wasOpen = circuit.openUntil !== null;
    circuit = afterFailure(circuit, now(), times);
    if (!wasOpen && circuit.openUntil !== null) report({ event: 'circuit-opened', error });
  }
}
