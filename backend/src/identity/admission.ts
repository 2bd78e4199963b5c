import type { SessionTokens, Verified } from './session-token.ts';
import { isSigned } from './visitor.ts';

/** Who may chat: anybody, or only those for whom their site vouches. */
export type VisitorPolicy = 'guests' | 'signed';

export interface AdmissionOptions {
  readonly tokens: SessionTokens;
  readonly visitors: VisitorPolicy;
  /** Sessions of a conversation that began until then are over, in milliseconds since 1970; 0 if none is. */
  readonly revokedUntil: (conversationId: string) => Promise<number>;
}

/** Lets in whoever holds a token that is genuine, not revoked, and of a visitor whom the operator wants. */
export interface Admission {
  readonly visitors: VisitorPolicy;
  admit(token: string): Promise<Verified>;
  /** Of a guest, a token that has expired is good enough to be renewed. */
  admitForRenewal(token: string): Promise<Verified>;
  /** Of a guest who signs in, to take along what they said: guests need not be wanted for that. */
  admitGuestToMove(token: string): Promise<Verified>;
}

export function createAdmission({ tokens, visitors, revokedUntil }: AdmissionOptions): Admission {
  const unlessRevoked = async (verified: Verified): Promise<Verified> => {
    if (!verified.ok) return verified;
    const { conversationId, issuedAt } = verified.claims;
    return issuedAt > (await revokedUntil(conversationId)) ? verified : { ok: false, because: 'invalid' };
  };
  const ifWanted = (verified: Verified): Verified =>
    verified.ok && !isWanted(verified.claims.visitorId, visitors) ? { ok: false, because: 'unsigned' } : verified;

  return {
    visitors,
    admit: async token => unlessRevoked(ifWanted(await tokens.verify(token))),
    admitForRenewal: async token => unlessRevoked(ifWanted(await tokens.verifyForRenewal(token))),
    async admitGuestToMove(token) {
      const verified = await tokens.verifyForRenewal(token);
      const isOther = verified.ok && isSigned(verified.claims.visitorId);
      return isOther ? { ok: false, because: 'invalid' } : unlessRevoked(verified);
    },
  };
}

export function isWanted(visitorId: string, visitors: VisitorPolicy): boolean {
  return visitors === 'guests' || isSigned(visitorId);
}
