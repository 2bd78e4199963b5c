import type { FailureCode } from '@lex-chat/protocol';
import type { Admission } from '../identity/admission.ts';
import type { SessionClaims, Verified } from '../identity/session-token.ts';
import { Refusal } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';

/** Whose request it is, by its session token. Throws a `Refusal`. */
export async function authorize({ bearer }: RestRequest, admission: Admission): Promise<SessionClaims> {
  if (bearer === undefined) throw new Refusal('session-invalid', 'Authorization: Bearer <session token> is missing');
  return claimsOf(await admission.admit(bearer));
}

export function claimsOf(verified: Verified): SessionClaims {
  if (!verified.ok) throw new Refusal(CODES[verified.because]);
  return verified.claims;
}

const CODES: Readonly<Record<Extract<Verified, { ok: false }>['because'], FailureCode>> = {
  invalid: 'session-invalid',
  expired: 'session-expired',
  unsigned: 'visitor-refused',
};
