import {
  isFailureCode,
  isRecord,
  parseSession,
  readJson,
  type FailureCode,
  type Session,
  type SessionRequest,
} from '@lex-chat/protocol';
import { unreachableWarning } from './warn-developer.ts';
import type { World } from './world.ts';

/** What a service answered, or why there is no answer. */
export type Answered<T> = { readonly ok: true; readonly value: T } | Refused;

export interface Refused {
  readonly ok: false;
  readonly code: FailureCode;
  /** Whether the service said so; otherwise it was not reached. */
  readonly reached: boolean;
  readonly retryAfterMs?: number;
  /** The code as the service wrote it: some are for a part of the widget alone. */
  readonly said?: string;
}

export interface Rest {
  /** Opens a session, or renews the one of `token`. */
  session(request: SessionRequest, token: string | null): Promise<Answered<Session>>;
  /** Asks anything else of a path of the service; what it answers is nothing, or JSON. Null for a body is a DELETE, none is a GET. */
  ask(token: string, path: string, body?: object | null): Promise<Answered<unknown>>;
  /** What the parts of the widget ask for that not every visitor needs. `parse` reads the body, if it is JSON. */
  call<T>(path: string, given: Given, parse: (body: unknown) => T | undefined): Promise<Answered<T>>;
  /** The same for a body that is read as it comes. There is no limit to how long that takes. */
  request(path: string, given: Given): Promise<Answered<Response>>;
}

/** A request without an answer after this, in milliseconds, is given up. A service may think over a message for 25 s. */
const TIMEOUT_MS = 30_000;

/** The service over HTTP. Nothing here throws: what goes wrong is a `Refused`. */
export function createRest(endpoint: string, world: Pick<World, 'fetch' | 'after' | 'isOnline' | 'warn'>): Rest {
  let hasAnswered = false;

  const request = async (path: string, given: Given): Promise<Answered<Response>> => {
    try {
      const response = await world.fetch(endpoint + path, toRequest(given));
      return response.ok ? { ok: true, value: response } : await readProblem(response);
    } catch {
      return UNREACHED;
    }
  };

  const call = async <T>(path: string, given: Given, parse: (body: unknown) => T | undefined): Promise<Answered<T>> => {
    const limit = new AbortController();
    const give = () => limit.abort();
    const cancel = world.after(TIMEOUT_MS, give);
    given.signal?.addEventListener('abort', give);
    try {
      const answer = await request(path, { ...given, signal: limit.signal });
      hasAnswered ||= answer !== UNREACHED;
      if (!hasAnswered && !given.signal?.aborted && world.isOnline()) world.warn(unreachableWarning(endpoint));
      if (!answer.ok) return answer;
      const value = parse(readJson(await answer.value.text()));
      return value === undefined ? { ...UNREACHED, reached: true } : { ok: true, value };
    } catch {
      // The answer broke off.
      return UNREACHED;
    } finally {
      cancel();
      given.signal?.removeEventListener('abort', give);
    }
  };

  return {
    session: (body, token) => call('/sessions', { token, body }, parseSession),
    ask: (token, path, body) => call(path, { token, body }, answered => answered ?? true),
    call,
    request,
  };
}

export interface Given {
  readonly token: string | null;
  /** With one it is a POST, with null a DELETE, which goes on when the page goes. */
  readonly body?: object | null | undefined;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

export const UNREACHED: Refused = { ok: false, code: 'unavailable', reached: false };

function toRequest({ token, body, accept = 'application/json', signal }: Given): RequestInit {
  return {
    method: body ? 'POST' : body === null ? 'DELETE' : 'GET',
    headers: {
      Accept: accept,
      ...(body && { 'Content-Type': 'application/json' }),
      ...(token !== null && { Authorization: `Bearer ${token}` }),
    },
    cache: 'no-store',
    credentials: 'omit',
    keepalive: body === null,
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  };
}

/** Reads a refusal; one that is not the service's own, such as a proxy's, says only that the service is out of reach. */
async function readProblem(response: Response): Promise<Refused> {
  const problem = readJson(await response.text());
  const { code, retryAfterMs = secondsIn(response.headers.get('Retry-After')) } = isRecord(problem) ? problem : {};
  return {
    ok: false,
    code: isFailureCode(code) ? code : response.status === 429 ? 'rate-limited' : 'unavailable',
    reached: true,
    ...(typeof code === 'string' && { said: code }),
    ...(typeof retryAfterMs === 'number' && { retryAfterMs }),
  };
}

/** In milliseconds. What stands before the service, such as a firewall, may name a date instead: that is as good as nothing. */
function secondsIn(retryAfter: string | null): number | undefined {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1_000 : undefined;
}

/** An answer whose body does not matter. */
export function anything(): true {
  return true;
}
