import type { Rates } from '../conversation/limits/rates.ts';
import type { Admission } from '../identity/admission.ts';
import type { SessionClaims } from '../identity/session-token.ts';
import { authorize } from './authorize.ts';
import { Refusal } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';

export interface CountOptions {
  readonly admission: Admission;
  readonly rates: Pick<Rates, 'request'>;
}

/** Whose request it is, and that it is not one too many of their conversation. Throws a `Refusal`. */
export async function authorizeCounted(request: RestRequest, options: CountOptions): Promise<SessionClaims> {
  const claims = await authorize(request, options.admission);
  await countRequest(claims, options);
  return claims;
}

export async function countRequest(
  { conversationId }: Pick<SessionClaims, 'conversationId'>,
  { rates }: Pick<CountOptions, 'rates'>,
): Promise<void> {
  const passed = await rates.request(conversationId);
  if (!passed.ok) throw new Refusal('rate-limited', undefined, passed.retryAfterMs);
}
