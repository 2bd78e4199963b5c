import type { FailureCode, Session, SessionRequest } from '@lex-chat/protocol';
import type { Answered, Rest } from '../connection/rest.ts';
import type { World } from '../connection/world.ts';

/** A visitor's right to one conversation. */
export interface SessionKeeper {
  /** The session as it is held, good or not; null where none was opened yet. */
  known(): Session | null;
  /** A session that looks good; opened or renewed, if need be. */
  obtain(): Promise<Answered<Session>>;
  /** A session that the service says is good, renewed if need be. */
  confirm(): Promise<Answered<Session>>;
  /** A session in place of one that the service refused. */
  renew(refused: Session): Promise<Answered<Session>>;
  /** Takes a step with a session. If the service refuses that, with a renewed one, once. */
  use<T>(step: (token: string) => Promise<Answered<T>>): Promise<Answered<T>>;
  /** The next one is opened as if there had been none. */
  forget(): void;
}

/** What a session is to be like: settled when it is opened. */
export type SessionWishes = Pick<SessionRequest, 'language' | 'bot'>;

/** Where a session comes from, and where it is kept. */
export interface SessionOrigin {
  /** Opens a session, in place of a `former` one if there is one. */
  readonly open: (former: Session | null) => Promise<Answered<Session>>;
  /** The session that is kept between visits and shared by tabs. */
  readonly read: () => Session | null;
  readonly write: (session: Session | null) => void;
}

/** A session that ends within this, in milliseconds, is renewed before it is used. */
export const RENEW_BEFORE_MS = 60_000;

export function createSessionKeeper(
  origin: SessionOrigin,
  rest: Pick<Rest, 'ask'>,
  { now }: Pick<World, 'now'>,
): SessionKeeper {
  let held: Session | null = null;
  let underWay: Promise<Answered<Session>> | null = null;

  // Another tab may have renewed it, and what this one has may not have been kept: the later one holds.
  const known = () => {
    const stored = origin.read();
    return stored && (!held || stored.expiresAt > held.expiresAt) ? stored : held;
  };

  const open = async (former: Session | null): Promise<Answered<Session>> => {
    const before = known();
    const opened = await origin.open(former);
    if (!opened.ok) return opened;
    const meanwhile = known();
    // Two tabs on their first visit are one visitor: the one that was first.
    held = meanwhile && meanwhile.token !== before?.token ? meanwhile : opened.value;
    origin.write(held);
    return { ok: true, value: held };
  };
  const openOnce = (former: Session | null) => (underWay ??= open(former).finally(() => (underWay = null)));

  const obtain = async (): Promise<Answered<Session>> => {
    const session = known();
    return session && session.expiresAt - now() > RENEW_BEFORE_MS ? { ok: true, value: session } : openOnce(session);
  };
  const renew = async (refused: Session): Promise<Answered<Session>> => {
    const session = known();
    return session && session.token !== refused.token ? { ok: true, value: session } : openOnce(refused);
  };

  const use: SessionKeeper['use'] = async step => {
    const session = await obtain();
    if (!session.ok) return session;
    const answer = await step(session.value.token);
    if (answer.ok || !isSessionFailure(answer.code)) return answer;
    const renewed = await renew(session.value);
    return renewed.ok ? step(renewed.value.token) : renewed;
  };
  const confirm = async () => {
    const checked = await use(token => rest.ask(token, '/history?limit=1'));
    return checked.ok ? obtain() : checked;
  };

  const forget = () => {
    held = null;
    origin.write(null);
  };

  return { known, obtain, confirm, renew, use, forget };
}

export function isSessionFailure(code: FailureCode): boolean {
  return code === 'session-expired' || code === 'session-invalid';
}
