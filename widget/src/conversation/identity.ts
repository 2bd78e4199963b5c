import { UNREACHED, type Rest } from '../connection/rest.ts';
import type { World } from '../connection/world.ts';
import { createGuestOrigin } from './guest-origin.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createSessionKeeper, type SessionKeeper, type SessionOrigin, type SessionWishes } from './session.ts';
import type { createSignedOrigin, SignedEvents, SignedOrigin } from './signed-origin.ts';
import type { VisitorTokenSource } from './site-visitor.ts';
import { createTraces } from './traces.ts';

/**
 * How long a guest's conversation lasts: `browser`: until it has rested for a month; `tab`: as long as the tab.
 * `user`: there are no guests. That of a visitor for whom the site vouches is theirs on every device.
 */
export type SessionPolicy = 'tab' | 'browser' | 'user';

/** Most visitors of most sites are guests, who do without it. */
export interface SignedModule {
  readonly createSignedOrigin: typeof createSignedOrigin;
}

export interface IdentityOptions {
  readonly endpoint: string;
  /** What the storage of this conversation is called. */
  readonly name: string;
  /** What a session is to be like. */
  readonly wishes: SessionWishes;
  readonly policy: SessionPolicy;
  /** The site's word for who the visitor is, as it stands now. Nothing: a guest. */
  readonly visitorToken: () => VisitorTokenSource | null | undefined;
  /** Whether what the visitor said as a guest comes along when the site begins to vouch for them. */
  readonly keepGuest: boolean;
  /** Fetches the code for visitors for whom the site vouches. */
  readonly loadSigned: () => Promise<SignedModule>;
}

export interface IdentityEvents extends SignedEvents {
  /** Whether a guest's session that is over may be followed by another one unasked. */
  readonly mayBeginAnew: () => boolean;
}

/** Who speaks in a conversation, and what this browser keeps of them. */
export interface Identity {
  readonly sessions: SessionKeeper;
  readonly outbox: Outbox;
  readonly isGuest: boolean;
  /** Whether nothing can have been said before: it is a guest's first visit. */
  isNew(): boolean;
  /** Whether the site still speaks of the same visitor. Two ways to ask are not told apart before they are asked. */
  isSame(): boolean;
  /** Takes every trace of the visitor, and of the guest they may have been, out of this browser. */
  wipe(): void;
}

export function createIdentity(
  { endpoint, name, wishes, policy, visitorToken: source, keepGuest, loadSigned }: IdentityOptions,
  rest: Pick<Rest, 'session' | 'ask'>,
  events: IdentityEvents,
  world: Pick<World, 'storage' | 'tabStorage' | 'now' | 'warn'>,
): Identity {
  const traces = createTraces(endpoint, world);
  const isGuest = !source();
  // The site has vouched for somebody in this tab, and does not any more.
  if (isGuest && traces.owner() !== null) traces.wipe();
  let signed: SignedOrigin | undefined;

  const speaker = (origin: SessionOrigin, ...kept: Parameters<typeof createOutbox>) => ({
    sessions: createSessionKeeper(origin, rest, world),
    outbox: createOutbox(...kept),
  });
  const createGuest = (mayBeginAnew: () => boolean) => {
    const storage = policy === 'browser' ? traces.browser : traces.tab;
    const origin = policy === 'user' ? NO_GUESTS : createGuestOrigin({ name, ...wishes }, rest, storage, mayBeginAnew);
    return speaker(origin, name, storage);
  };
  const openSigned: SessionOrigin['open'] = async former => {
    try {
      signed ??= (await loadSigned()).createSignedOrigin(
        {
          wishes,
          source,
          guest: keepGuest ? createGuest(() => false) : null,
          outbox,
          traces,
          events,
          warn: world.warn,
        },
        rest,
      );
    } catch {
      // It is asked for again with the next attempt.
      return UNREACHED;
    }
    return signed.open(former);
  };

  const { sessions, outbox } = isGuest
    ? createGuest(events.mayBeginAnew)
    : // Never what a guest's outbox is called: a tab may keep both.
      speaker({ ...NO_GUESTS, open: openSigned }, `${name}:signed`, traces.tab, false);

  return {
    sessions,
    outbox,
    isGuest,
    isNew: () => isGuest && sessions.known() === null,
    isSame() {
      const given = source();
      return isGuest ? !given : !!given && (signed?.isSame(given) ?? true);
    },
    wipe() {
      signed?.forget();
      outbox.clear();
      traces.wipe();
    },
  };
}

/** The site wants to vouch for everybody: no session is opened, and none is kept. */
const NO_GUESTS: SessionOrigin = {
  open: async () => ({ ok: false, code: 'visitor-refused', reached: true }),
  read: () => null,
  write: () => undefined,
};
