import { setTimeout as wait } from 'node:timers/promises';
import type { LanguageModel } from './ports.ts';
import { UpstreamError } from './upstream-error.ts';

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

/** No further try is begun later than this, in milliseconds: the last one may still fall silent, and a visitor waits. */
const BEGIN_WITHIN_MS = 5_000;

const BASE_MS = 400;
const CAP_MS = 2_000;

/**
 * A model that is asked again when it fails before its first token, and as long as waiting may help. `Retry-After` is kept:
 * one that is longer than a visitor waits is handed on in the error instead. What has been shown is never begun afresh.
 */
export function createRetryingModel(
  model: LanguageModel,
  report: (event: RetryEvent) => void,
  world: World = WORLD,
): LanguageModel {
  return {
    name: model.name,
    async *stream(prompt, signal) {
      const { now, random, pause } = world;
      const beginBefore = now() + BEGIN_WITHIN_MS;
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
          if (error.cure === 'operator') report({ event: 'model-needs-operator', error });
          const ms = delayBefore(tries, error, random);
          const isLast = isBegun || tries >= TRIES_MAX || error.cure !== 'retry';
          if (isLast || now() + ms > beginBefore) throw error;
          report({ event: 'model-retried', error });
          // One that was aborted meanwhile fails at once, before anything is asked.
          await pause(ms, signal);
        }
      }
    },
  };
}

/** Never sooner than the service asks. The draw comes after the cap, so that many who failed together do not come back together. */
function delayBefore(tries: number, { retryAfterMs }: UpstreamError, random: () => number): number {
  return (retryAfterMs ?? 0) + Math.round(random() * Math.min(CAP_MS, BASE_MS * 2 ** tries));
}

const WORLD: World = {
  now: Date.now,
  random: Math.random,
  pause: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
};
