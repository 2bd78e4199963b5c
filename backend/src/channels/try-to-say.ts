import { setTimeout as wait } from 'node:timers/promises';
import { UpstreamError, type UpstreamService } from '../conversation/upstream-error.ts';
import { SAY_WITHIN_MS } from './channel.ts';

export interface SayWorld {
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
}

export const SAY_WORLD: SayWorld = {
  // Looked up when it is called, so that whoever replaces the global one is heard.
  fetch: (...request) => globalThis.fetch(...request),
  now: Date.now,
  pause: ms => wait(ms),
};

/** One call of a platform's API. */
export interface ApiCall {
  readonly url: string;
  readonly token: string;
  readonly body: object;
}

/** What a platform's answer means: null where it has done as asked. */
export type ReadAnswer = (status: number, headers: Headers, body: string) => UpstreamError | null;

const TRIES_MAX = 4;
const CALL_MS = 3_000;
const PAUSE_MS = 500;
const ANSWER_MAX_LENGTH = 64_000;

/**
 * Says something through a platform's API, again while the platform refuses it for now and there is time. A call of which nobody
 * knows whether it was heard is not repeated: nobody wants to be told twice. Throws `UpstreamError`.
 */
export async function tryToSay(
  service: UpstreamService,
  { url, token, body }: ApiCall,
  read: ReadAnswer,
  { fetch, now, pause }: SayWorld,
  withinMs: number = SAY_WITHIN_MS,
): Promise<void> {
  const until = now() + withinMs;
  for (let tries = 1; ; tries++) {
    const fault = await call();
    if (!fault) return;
    const ms = fault.retryAfterMs ?? PAUSE_MS * 2 ** (tries - 1);
    if (fault.cure !== 'retry' || tries >= TRIES_MAX || now() + ms >= until) throw fault;
    await pause(ms);
  }

  async function call(): Promise<UpstreamError | null> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json; charset=utf-8', Authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
        // A token is never taken to another address.
        redirect: 'error',
        signal: AbortSignal.timeout(Math.min(CALL_MS, Math.max(until - now(), 1))),
      });
      return read(response.status, response.headers, (await response.text()).slice(0, ANSWER_MAX_LENGTH));
    } catch (error) {
      throw new UpstreamError(service, { cause: error, cure: 'none' });
    }
  }
}

/** The name of an error is all that is logged of it. */
export function namedCause(name: string): Error {
  const error = new Error('refused');
  error.name = name;
  return error;
}
