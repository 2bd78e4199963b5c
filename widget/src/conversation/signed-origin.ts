import type { VisitorToken } from '@lex-chat/protocol';
import type { Answered, Refused, Rest } from '../connection/rest.ts';
import { isSessionFailure, type SessionKeeper, type SessionOrigin, type SessionWishes } from './session.ts';
import { subjectOf, type VisitorTokenSource } from './site-visitor.ts';

export interface SignedVisitor {
  /** What a session is to be like. */
  readonly wishes: SessionWishes;
  /** As the site has it now. */
  readonly source: () => VisitorTokenSource | null | undefined;
  /** Hears for whom the site vouches, before anything is asked as that visitor; null, if for nobody any more. */
  readonly met: (subject: string | null) => void;
  /** Whose words as a guest of this browser come along; null, if nobody's do. */
  readonly guest: Pick<SessionKeeper, 'known' | 'forget'> | null;
}

/**
 * Sessions of a visitor for whom the site vouches. None is kept: whoever comes to this browser next finds nothing, and
 * the visitor has the same conversation again wherever the site vouches again.
 */
export function createSignedOrigin(
  { wishes, source, met, guest }: SignedVisitor,
  rest: Pick<Rest, 'session'>,
): SessionOrigin {
  let used: VisitorToken | null = null;

  return {
    async open(former) {
      const given = source();
      // A proof is good for minutes. One that has opened a session may be over long before that is.
      if (former && given === used) return rest.session(wishes, former.token);
      const asked = await ask(given);
      if (!asked.ok) return asked;
      const visitorToken = asked.value;
      met(visitorToken && subjectOf(visitorToken));
      if (visitorToken === null) return NOBODY;
      used = visitorToken;

      const guestToken = guest?.known()?.token;
      if (guestToken !== undefined) {
        const moved = await rest.session({ ...wishes, visitorToken, keep: true }, guestToken);
        if (moved.ok) guest?.forget();
        // A guest's session that is over leaves nothing that could come along.
        if (moved.ok || !isSessionFailure(moved.code)) return moved;
      }
      return rest.session({ ...wishes, visitorToken }, null);
    },
    read: () => null,
    write: () => undefined,
  };
}

/** Nobody is signed in: the visitor is told so, and no time mends it. */
const NOBODY: Refused = { ok: false, code: 'visitor-refused', reached: true };

async function ask(given: VisitorTokenSource | null | undefined): Promise<Answered<VisitorToken | null>> {
  try {
    return { ok: true, value: (typeof given === 'function' ? await given() : given) || null };
  } catch {
    // The site's own server is out of reach.
    return { ok: false, code: 'unavailable', reached: false };
  }
}
