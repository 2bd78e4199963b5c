import { setTimeout as wait } from 'node:timers/promises';
import type { LanguageModel } from '../ports.ts';
import { UpstreamError } from '../upstream-error.ts';

export type RetryEvent =
  | { readonly event: 'model-retried'; readonly error: UpstreamError }
  /** Only a person with access to the account can mend this: a wrong key, an unpaid bill, an unknown model. */
  | { readonly event: 'model-needs-operator'; readonly error: UpstreamError };

export interface World {
  readonly now: () => number;
  readonly random: () => number;
  /** Waits, or returns early when aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How often a model is asked for one answer, in all. */
export const TRIES_MAX = 3;

/** In milliseconds. */
export interface RetryTimes {
  /** No further try is begun later than this: the last one may still fall silent, and a visitor waits. */
  readonly beginWithinMs: number;
  /** The pause before the first retry is drawn from twice as much, each further one from the double, up to the cap. */
  readonly baseMs: number;
  readonly capMs: number;
}

export const RETRY_TIMES: RetryTimes = { beginWithinMs: 5_000, baseMs: 400, capMs: 2_000 };

/**
 * A model that is asked again when it fails before its first token, and as long as waiting may help. `Retry-After` is kept:
 * one that is longer than a visitor waits is handed on in the error instead. What has been shown is never begun afresh.
 */
export function createRetryingModel(
  model: LanguageModel,
  report: (event: RetryEvent) => void,
  world: World = WORLD,
  times: RetryTimes = RETRY_TIMES,
): LanguageModel {
  return {
    name: model.name,
    async *stream(prompt, signal) {
      const { now, random, pause } = world;
      const beginBefore = now() + times.beginWithinMs;
      let isFree = true;
      for (let tries = 1; ; tries++) {
        let isBegun = false;
        try {
          for await (const part of model.stream(prompt, signal)) {
            isBegun ||= part.type === 'finish' || part.text !== '';
            yield part;
          }
          return;
        } catch (error) {
          if (!(error instanceof UpstreamError) || signal.aborted) throw error;
          isFree &&= error.isFree;
          if (error.cure === 'operator') report({ event: 'model-needs-operator', error });
          const ms = delayBefore(tries, error, random, times);
          const isLast = isBegun || tries >= TRIES_MAX || error.cure !== 'retry';
          // What one of the tries may have cost is not forgotten because the last was refused.
          if (isLast || now() + ms > beginBefore) throw error.isFree === isFree ? error : error.owed();
          report({ event: 'model-retried', error });
          // One that was aborted meanwhile fails at once, before anything is asked.
          await pause(ms, signal);
        }
      }
    },
  };
}

/** Never sooner than the service asks. The draw comes after the cap, so that many who failed together do not come back together. */
function delayBefore(
  tries: number,
  { retryAfterMs }: UpstreamError,
  random: () => number,
  { baseMs, capMs }: RetryTimes,
): number {
  return (retryAfterMs ?? 0) + Math.round(random() * Math.min(capMs, baseMs * 2 ** tries));
}

const WORLD: World = {
  now: Date.now,
  random: Math.random,
  pause: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
};
