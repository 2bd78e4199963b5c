import type { VisitorToken } from '@lex-chat/protocol';
import type { Answered, Refused, Rest } from '../connection/rest.ts';
import type { Outbox } from './outbox.ts';
import { isSessionFailure, type SessionKeeper, type SessionOrigin, type SessionWishes } from './session.ts';
import { readSiteVisitor, type VisitorTokenSource } from './site-visitor.ts';
import type { Traces } from './traces.ts';

export interface SignedEvents {
  /** The site vouches for somebody: for the first time (then what waits in the outbox is theirs), or for somebody else. */
  readonly met: (subject: string, isAnother: boolean) => void;
  /** The site vouches for nobody any more. */
  readonly left: () => void;
}

export interface SignedVisitor {
  /** What a session is to be like. */
  readonly wishes: SessionWishes;
  /** As the site has it now. */
  readonly source: () => VisitorTokenSource | null | undefined;
  /** The guest of this browser whose words come along; null, if nobody's do. */
  readonly guest: {
    readonly sessions: Pick<SessionKeeper, 'known' | 'forget'>;
    readonly outbox: Pick<Outbox, 'list' | 'clear'>;
  } | null;
  readonly outbox: Outbox;
  readonly traces: Traces;
  readonly events: SignedEvents;
  /** Tells whoever made the page what is wrong with a proof. */
  readonly warn: (text: string) => void;
}

/** Sessions of those for whom the site vouches. */
export interface SignedOrigin extends Pick<SessionOrigin, 'open'> {
  /** Whether `given` speaks of the same visitor. Two ways to ask are not told apart before they are asked. */
  isSame(given: VisitorTokenSource): boolean;
  /** Whom the site vouches for next is nobody else. */
  forget(): void;
}

/**
 * Sessions of a visitor for whom the site vouches. None is kept: whoever comes to this browser next finds nothing, and
 * the visitor has the same conversation again wherever the site vouches again.
 */
export function createSignedOrigin(
  { wishes, source, guest, outbox, traces, events, warn }: SignedVisitor,
  rest: Pick<Rest, 'session'>,
): SignedOrigin {
  let used: unknown = null;
  let current: string | null = null;

  /** Knows for whom the site vouches, before anything is asked as that visitor. */
  function meet(subject: string): void {
    if (subject === current) return;
    const isAnother = current !== null;
    if (isAnother) outbox.clear();
    if (isAnother || ![subject, null].includes(traces.owner())) traces.wipeTab();
    current = subject;
    traces.setOwner(subject);
    outbox.own();
    if (!isAnother && guest) {
      for (const message of guest.outbox.list()) outbox.add(message);
      guest.outbox.clear();
    }
    events.met(subject, isAnother);
  }

  function meetNobody(): void {
    if (current !== null) events.left();
    // Whoever was here before the page was loaded.
    else if (traces.owner() !== null) traces.wipe();
  }

  async function openAs(visitorToken: VisitorToken): ReturnType<SessionOrigin['open']> {
    const guestToken = guest?.sessions.known()?.token;
    if (guestToken !== undefined) {
      const moved = await rest.session({ ...wishes, visitorToken, keep: true }, guestToken);
      if (moved.ok) guest?.sessions.forget();
      // A guest's session that is over leaves nothing that could come along.
      if (moved.ok || !isSessionFailure(moved.code)) return moved;
    }
    return rest.session({ ...wishes, visitorToken }, null);
  }

  return {
    async open(former) {
      const given = source();
      // A proof is good for minutes. One that has opened a session may be over long before that is.
      if (former && given === used) return rest.session(wishes, former.token);
      const asked = await ask(given, warn);
      if (!asked.ok) return asked;
      if (!asked.value) {
        meetNobody();
        return NOBODY;
      }
      const visitor = readSiteVisitor(asked.value);
      if (!visitor) {
        warn(NO_PROOF);
        return NOBODY;
      }
      meet(visitor.subject);
      used = asked.value;
      const opened = await openAs(visitor.proof);
      if (!opened.ok && opened.code === 'visitor-refused') warn(REFUSED_PROOF);
      return opened;
    },
    isSame: given => typeof given === 'function' || current === null || readSiteVisitor(given)?.subject === current,
    forget() {
      current = null;
    },
  };
}

const NO_PROOF =
  'visitorToken is no proof: it is a JWT as text, or { visitorId, hmac, expiresAt } as `response.json()` gives it.';

const REFUSED_PROOF =
  'the service refused visitorToken: the name of the site, the secret or the end of the proof is not the agreed one.';

/** The site vouches for nobody: the visitor is told so, and no time mends it. */
const NOBODY: Refused = { ok: false, code: 'visitor-refused', reached: true };

async function ask(
  given: VisitorTokenSource | null | undefined,
  warn: (text: string) => void,
): Promise<Answered<unknown>> {
  try {
    return { ok: true, value: typeof given === 'function' ? await given() : given };
  } catch (error) {
    // The site's own server is out of reach.
    warn(`visitorToken gave no proof: ${String(error)}`);
    return { ok: false, code: 'unavailable', reached: false };
  }
}
