import type { SessionClaims, SessionTokens, Verified } from '../identity/session-token.ts';
import { Refusal } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';

/** Whose request it is, by its session token. Throws a `Refusal`. */
export async function authorize({ bearer }: RestRequest, tokens: SessionTokens): Promise<SessionClaims> {
  if (bearer === undefined) throw new Refusal('session-invalid', 'Authorization: Bearer <session token> is missing');
  return claimsOf(await tokens.verify(bearer));
}

export function claimsOf(verified: Verified): SessionClaims {
  if (!verified.ok) throw new Refusal(verified.because === 'expired' ? 'session-expired' : 'session-invalid');
  return verified.claims;
}
