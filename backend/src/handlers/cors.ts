import { isAllowedOrigin } from '../identity/origins.ts';
import { Refusal, type RestAnswer } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';

const PREFLIGHT_SECONDS = '7200';

/** Lets the page that asked read the answer, refusals too, if its origin is listed. */
export function corsHeaders({ origin }: RestRequest, allowed: readonly string[]): Readonly<Record<string, string>> {
  const isListed = origin !== undefined && isAllowedOrigin(origin, allowed);
  return { Vary: 'Origin', ...(isListed && { 'Access-Control-Allow-Origin': origin }) };
}

export function checkOrigin({ origin }: RestRequest, allowed: readonly string[]): void {
  if (!isAllowedOrigin(origin, allowed))
    throw new Refusal('origin-refused', 'the Origin of the page is not among the allowed ones');
}

/** The answer to a browser that asks whether a page may ask. */
export function preflight(): RestAnswer {
  return {
    statusCode: 204,
    headers: {
      'Access-Control-Allow-Methods': 'GET,POST,DELETE',
      'Access-Control-Allow-Headers': 'authorization,content-type',
      'Access-Control-Max-Age': PREFLIGHT_SECONDS,
    },
    body: '',
  };
}
