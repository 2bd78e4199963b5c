import { errors, jwtVerify, SignJWT } from 'jose';

/** What a session token says. */
export interface SessionClaims {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly locale: string;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

export type Verified =
  | { readonly ok: true; readonly claims: SessionClaims }
  /** `expired`: genuine, but over. */
  | { readonly ok: false; readonly because: 'invalid' | 'expired' };

export interface SessionTokens {
  issue(claims: Omit<SessionClaims, 'expiresAt'>): Promise<{ readonly token: string; readonly expiresAt: number }>;
  verify(token: string): Promise<Verified>;
  /** Accepts a genuine token up to 30 days after its end too, to be renewed. */
  verifyForRenewal(token: string): Promise<Verified>;
}

const ISSUER = 'lex-chat';
const AUDIENCE = 'lex-chat';
const ALGORITHM = 'HS256';
const LIFE_SECONDS = 24 * 3_600;
const RENEWABLE_SECONDS = 30 * 86_400;

/** Longer ones are not ours, and are not worth the work of reading them. */
const TOKEN_MAX_LENGTH = 2_048;

/** Signs and reads session tokens: JWTs with one algorithm. `secret` gives the key, at least 32 bytes; its errors pass through. */
export function createSessionTokens(secret: () => Promise<string>, now: () => number = Date.now): SessionTokens {
  const key = async () => new TextEncoder().encode(await secret());

  const verify = async (token: string, at: number): Promise<Verified> => {
    if (token.length > TOKEN_MAX_LENGTH) return { ok: false, because: 'invalid' };
    const secretKey = await key();
    try {
      const { payload } = await jwtVerify(token, secretKey, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp', 'conversation', 'locale'],
        currentDate: new Date(at),
      });
      const { sub, exp, conversation, locale } = payload;
      if (typeof sub !== 'string' || typeof conversation !== 'string' || typeof locale !== 'string')
        return { ok: false, because: 'invalid' };
      return { ok: true, claims: { visitorId: sub, conversationId: conversation, locale, expiresAt: exp! * 1_000 } };
    } catch (error) {
      // Whatever else is wrong with a token that a stranger sent, it is not valid.
      return { ok: false, because: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
    }
  };

  return {
    async issue({ visitorId, conversationId, locale }) {
      const issuedAt = Math.floor(now() / 1_000);
      const token = await new SignJWT({ conversation: conversationId, locale })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(visitorId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + LIFE_SECONDS)
        .sign(await key());
      return { token, expiresAt: (issuedAt + LIFE_SECONDS) * 1_000 };
    },
    verify: token => verify(token, now()),
    // Looked at as if it were 30 days ago, rather than with a tolerance, which would also stretch `nbf`.
    verifyForRenewal: token => verify(token, now() - RENEWABLE_SECONDS * 1_000),
  };
}
