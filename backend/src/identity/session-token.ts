import { errors, jwtVerify, SignJWT } from 'jose';
import { keyBytes, keyToSign, keyToVerify, type SigningKeys } from './signing-keys.ts';
import { isSigned } from './visitor.ts';
import { isWrittenOnce } from './written-once.ts';

/** What a session token says. */
export interface SessionClaims {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly locale: string;
  /** What a site calls its user, to greet them. */
  readonly name?: string;
  /** In milliseconds since 1970. */
  readonly issuedAt: number;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

export type Verified =
  | { readonly ok: true; readonly claims: SessionClaims }
  /** `expired`: genuine, but over. `unsigned`: a guest's, where guests are not wanted. */
  | { readonly ok: false; readonly because: 'invalid' | 'expired' | 'unsigned' };

export interface SessionTokens {
  issue(claims: Omit<SessionClaims, 'expiresAt'>): Promise<{ readonly token: string; readonly expiresAt: number }>;
  verify(token: string): Promise<Verified>;
  /** Accepts a guest's genuine token up to 30 days after its end too, to be renewed. A site can vouch for its user anew. */
  verifyForRenewal(token: string): Promise<Verified>;
}

const ISSUER = 'lex-chat';
const AUDIENCE = 'lex-chat';
const ALGORITHM = 'HS256';
const LIFE_SECONDS = 24 * 3_600;
const RENEWABLE_SECONDS = 30 * 86_400;

/** Longer ones are not ours, and are not worth the work of reading them. */
const TOKEN_MAX_LENGTH = 2_048;

/**
 * Signs and reads session tokens: JWTs with one algorithm, by one of our own `keys`. Errors of `keys` pass through.
 * Times of issue are kept to the millisecond, so that a log-out and a sign-in in one second are told apart.
 */
export function createSessionTokens(keys: SigningKeys, now: () => number = Date.now): SessionTokens {
  const verify = async (token: string, at: number): Promise<Verified> => {
    if (token.length > TOKEN_MAX_LENGTH || !isWrittenOnce(token)) return { ok: false, because: 'invalid' };
    const keyOf = await keyToVerify(keys);
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'iat', 'exp', 'conversation', 'locale'],
        currentDate: new Date(at),
      });
      const { sub, iat, exp, conversation, locale, name } = payload;
      if (typeof sub !== 'string' || typeof conversation !== 'string' || typeof locale !== 'string')
        return { ok: false, because: 'invalid' };
      // Nothing of ours is good for longer, whoever signed it with our key; and JSON has numbers that are beyond all time.
      if (exp! - iat! > LIFE_SECONDS) return { ok: false, because: 'invalid' };
      const claims = { visitorId: sub, conversationId: conversation, locale };
      const times = { issuedAt: Math.round(iat! * 1_000), expiresAt: exp! * 1_000 };
      return { ok: true, claims: { ...claims, ...(typeof name === 'string' && { name }), ...times } };
    } catch (error) {
      // Whatever else is wrong with a token that a stranger sent, it is not valid.
      return { ok: false, because: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
    }
  };

  return {
    async issue({ visitorId, conversationId, locale, name, issuedAt }) {
      const key = keyToSign(await keys(), now());
      const expiresAt = Math.floor(issuedAt / 1_000) + LIFE_SECONDS;
      const token = await new SignJWT({ conversation: conversationId, locale, ...(name !== undefined && { name }) })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: key.id })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(visitorId)
        .setIssuedAt(issuedAt / 1_000)
        .setExpirationTime(expiresAt)
        .sign(keyBytes(key));
      return { token, expiresAt: expiresAt * 1_000 };
    },
    verify: token => verify(token, now()),
    async verifyForRenewal(token) {
      // Looked at as if it were 30 days ago, rather than with a tolerance, which would also stretch `nbf`.
      const verified = await verify(token, now() - RENEWABLE_SECONDS * 1_000);
      const isOver = verified.ok && isSigned(verified.claims.visitorId) && verified.claims.expiresAt <= now();
      return isOver ? { ok: false, because: 'expired' } : verified;
    },
  };
}
