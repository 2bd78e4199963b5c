import type { FrontDoor } from '../identity/front-door.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import { checkOrigin, corsHeaders, preflight } from './cors.ts';
import { problemAnswer, Refusal, type RestAnswer } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';

export interface SafetyOptions {
  readonly allowedOrigins: readonly string[];
  readonly frontDoor: FrontDoor;
  /** Hears what went wrong on our side, with its cause. */
  readonly warn: (event: string, error: unknown, requestId?: string) => void;
  /** Hears what is counted. */
  readonly note: (event: 'rate-limited') => void;
}

/** Answers a request from a listed origin. Whatever is thrown on the way becomes a problem that tells no more than its code. */
export async function answerSafely<Body>(
  request: RestRequest,
  { allowedOrigins, frontDoor, warn, note }: SafetyOptions,
  step: () => Promise<RestAnswer<Body>>,
): Promise<RestAnswer<Body | string>> {
  const answer = await attempt();
  return { ...answer, headers: { ...answer.headers, ...corsHeaders(request, allowedOrigins) } };

  async function attempt(): Promise<RestAnswer<Body | string>> {
    try {
      if (!(await frontDoor(request.from)))
        throw new Refusal('origin-refused', 'this is not the address of the service');
      checkOrigin(request, allowedOrigins);
      return request.method === 'OPTIONS' ? preflight() : await step();
    } catch (error) {
      if (error instanceof Refusal) {
        if (error.code === 'rate-limited') note(error.code);
        return problemAnswer(error, request.requestId);
      }
      warn('request-failed', error, request.requestId);
      return problemAnswer({ code: error instanceof UpstreamError ? 'unavailable' : 'internal' }, request.requestId);
    }
  }
}
