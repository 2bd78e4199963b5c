import { createHmac, timingSafeEqual } from 'node:crypto';
import { isVisitorId, VISITOR_TOKEN_LIFE_MAX_MS, type SignedVisitorId, type VisitorToken } from '@lex-chat/protocol';
import { errors, jwtVerify } from 'jose';
import { keyBytes, type SigningKeys } from './signing-keys.ts';
import { inspectingVisitor, signedVisitor, type Visitor } from './visitor.ts';
import { isWrittenOnce } from './written-once.ts';

/** A visitor for whom their site vouches. */
export interface SiteVisitor extends Visitor {
  /** To greet them by. */
  readonly name?: string;
}

export type Proved =
  | { readonly ok: true; readonly visitor: SiteVisitor }
  /** `expired`: genuine, but over. */
  | { readonly ok: false; readonly because: 'invalid' | 'expired' };

/** Tells a site's word for who a visitor is from what anybody could have written. */
export interface SiteProofs {
  /** Never throws at what a stranger sends; errors of `keys` pass through. */
  verify(proof: VisitorToken): Promise<Proved>;
}

const ALGORITHM = 'HS256';

/** Names to greet by; longer ones are left out. In UTF-16 code units. */
const NAME_MAX_LENGTH = 100;

/** How far the clocks of a site and of this service may be apart, in milliseconds. Never added to the end of a proof. */
const CLOCK_DIFFERENCE_MS = 60_000;

const INVALID: Proved = { ok: false, because: 'invalid' };
const EXPIRED: Proved = { ok: false, because: 'expired' };

/** Reads proofs that the server of `site` made with the secret that it shares with this service: JWTs, or HMACs of a user's id. */
export function createSiteProofs(site: string, keys: SigningKeys, now: () => number = Date.now): SiteProofs {
  return {
    async verify(proof) {
      // While a secret is changed either may have signed. What a token says of its key is not looked at.
      const secrets = (await keys()).map(keyBytes);
      let best = INVALID;
      for (const secret of secrets) {
        const proved =
          typeof proof === 'string'
            ? await verifyToken(proof, site, secret, now())
            : verifyHmac(proof, site, secret, now());
        if (proved.ok) return proved;
        if (proved.because === 'expired') best = proved;
      }
      return best;
    },
  };
}

async function verifyToken(token: string, site: string, secret: Uint8Array, now: number): Promise<Proved> {
  if (!isWrittenOnce(token)) return INVALID;
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: [ALGORITHM],
      audience: site,
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(now),
    });
    const { sub, exp, name, inspect } = payload;
    if (!isVisitorId(sub) || isTooFar(exp! * 1_000, now)) return INVALID;
    const visitor = inspect === true ? inspectingVisitor(site, sub) : signedVisitor(site, sub);
    return { ok: true, visitor: { ...visitor, ...(isName(name) && { name }) } };
  } catch (error) {
    // Whatever else is wrong with a token that a stranger sent, it is no proof.
    return error instanceof errors.JWTExpired ? EXPIRED : INVALID;
  }
}

function verifyHmac(
  { visitorId, hmac, expiresAt }: SignedVisitorId,
  site: string,
  secret: Uint8Array,
  now: number,
): Proved {
  // No JWT has line breaks in what is signed, so neither form of proof can be passed off as the other.
  const expected = createHmac('sha256', secret).update(`${site}\n${visitorId}\n${expiresAt}`).digest();
  const given = Buffer.from(hmac, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return INVALID;
  if (!isVisitorId(visitorId) || isTooFar(expiresAt, now)) return INVALID;
  return expiresAt > now ? { ok: true, visitor: signedVisitor(site, visitorId) } : EXPIRED;
}

/** A proof that is good for long is a password that stands in a page. */
function isTooFar(expiresAt: number, now: number): boolean {
  return expiresAt > now + VISITOR_TOKEN_LIFE_MAX_MS + CLOCK_DIFFERENCE_MS;
}

function isName(name: unknown): name is string {
  return isVisitorId(name) && name.length <= NAME_MAX_LENGTH;
}
