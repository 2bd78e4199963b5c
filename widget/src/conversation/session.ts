import { parseSession, type FailureCode, type Session } from '@lex-chat/protocol';
import type { Answered, Rest } from '../connection/rest.ts';
import type { World } from '../connection/world.ts';
import type { JsonStorage } from './json-storage.ts';

/** A visitor's right to one conversation, kept between visits. */
export interface SessionKeeper {
  /** The session of this or an earlier visit, good or not; null on the first. */
  known(): Session | null;
  /** A session that looks good; opened or renewed, if need be. */
  obtain(): Promise<Answered<Session>>;
  /** A session that the service says is good, renewed if need be. */
  confirm(): Promise<Answered<Session>>;
  /** A session in place of one that the service refused. */
  renew(refused: Session): Promise<Answered<Session>>;
  /** Takes a step with a session. If the service refuses that, with a renewed one, once. */
  use<T>(step: (token: string) => Promise<Answered<T>>): Promise<Answered<T>>;
}

/** A session that ends within this, in milliseconds, is renewed before it is used. */
const RENEW_BEFORE_MS = 60_000;

export function createSessionKeeper(
  { name, language }: { readonly name: string; readonly language: string },
  rest: Pick<Rest, 'session' | 'check'>,
  storage: JsonStorage,
  { now }: Pick<World, 'now'>,
): SessionKeeper {
  const key = `session:${name}`;
  let held: Session | null = null;
  let underWay: Promise<Answered<Session>> | null = null;

  // Another tab may have renewed it, and what this one has may not have been kept: the later one holds.
  const known = () => {
    const stored = parseSession(storage.read(key));
    return stored && (!held || stored.expiresAt > held.expiresAt) ? stored : held;
  };

  const open = async (former: Session | null): Promise<Answered<Session>> => {
    const before = known();
    const opened = await rest.session(language, former?.token ?? null);
    // What cannot be renewed is begun afresh, as somebody new.
    if (!opened.ok) return former && isSessionFailure(opened.code) ? open(null) : opened;
    const meanwhile = known();
    // Two tabs on their first visit are one visitor: the one that was first.
    held = meanwhile && meanwhile.token !== before?.token ? meanwhile : opened.value;
    storage.write(key, held);
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
    const checked = await use(rest.check);
    return checked.ok ? obtain() : checked;
  };

  return { known, obtain, confirm, renew, use };
}

export function isSessionFailure(code: FailureCode): boolean {
  return code === 'session-expired' || code === 'session-invalid';
}
