import type { Session, SessionRequest } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import type { Answered, Refused } from '../connection/rest.ts';
import { createFakeStorage } from './fake-storage.ts';
import { createGuestOrigin } from './guest-origin.ts';
import { createSessionKeeper } from './session.ts';
import { createJsonStorage } from './json-storage.ts';

const HOUR_MS = 3_600_000;
const refusal = (code: Refused['code']): Refused => ({ ok: false, code, reached: true });

/** A service that opens `t1`, `t2`, … and renews whatever is not in `refuses`. */
function service(refuses: Record<string, Refused['code']> = {}) {
  const asked: (string | null)[] = [];
  return {
    asked,
    ask: async (token: string) => (token === 't1' ? refusal('session-invalid') : ({ ok: true, value: null } as const)),
    session: async (_: SessionRequest, token: string | null): Promise<Answered<Session>> => {
      asked.push(token);
      const code = refuses[token ?? 'new'];
      return code ? refusal(code) : { ok: true, value: session(`t${asked.length}`, asked.length * HOUR_MS) };
    },
  };
}

const session = (token: string, expiresAt: number): Session => ({
  token,
  expiresAt,
  conversationId: 'c1',
  visitor: { kind: 'guest' },
  socketUrl: 'wss://chat.example.com/socket',
  limits: { textMaxLength: 4_096 },
  features: [],
  locale: 'ko_KR',
});

const keep = (
  rest: ReturnType<typeof service>,
  storage = createFakeStorage(),
  now = () => 0,
  mayBeginAnew = () => true,
) => {
  const origin = createGuestOrigin({ name: '', language: 'ko' }, rest, createJsonStorage(storage), mayBeginAnew);
  return createSessionKeeper(origin, rest, { now });
};
const tokenOf = async (obtained: Promise<Answered<Session>>) => {
  const answer = await obtained;
  return answer.ok ? answer.value.token : answer.code;
};

it('opens one session, however many ask for it, and keeps it for the next visit', async () => {
  const rest = service();
  const storage = createFakeStorage();
  const first = keep(rest, storage);
  expect(first.known()).toBeNull();
  expect(await Promise.all([tokenOf(first.obtain()), tokenOf(first.obtain())])).toEqual(['t1', 't1']);
  expect(await tokenOf(keep(rest, storage).obtain())).toBe('t1');
  expect(rest.asked).toEqual([null]);
});

it('renews a session that has ended by its old token', async () => {
  const rest = service();
  const storage = createFakeStorage();
  await keep(rest, storage).obtain();
  expect(await tokenOf(keep(rest, storage, () => 2 * HOUR_MS).obtain())).toBe('t2');
  expect(rest.asked).toEqual([null, 't1']);
});

it('begins afresh where nothing can be renewed', async () => {
  const rest = service({ t1: 'session-invalid' });
  const keeper = keep(rest);
  await keeper.obtain();
  expect(await tokenOf(keeper.renew(session('t1', 0)))).toBe('t3');
  expect(rest.asked).toEqual([null, 't1', null]);
});

it('does not begin afresh unasked where something was shown of the conversation before', async () => {
  const rest = service({ t1: 'session-expired' });
  const keeper = keep(
    rest,
    createFakeStorage(),
    () => 0,
    () => false,
  );
  await keeper.obtain();
  expect(await tokenOf(keeper.renew(session('t1', 0)))).toBe('session-expired');
  keeper.forget();
  expect(await tokenOf(keeper.obtain())).toBe('t3');
  expect(rest.asked).toEqual([null, 't1', null]);
});

it('takes a step again with a renewed session, once', async () => {
  const rest = service();
  const tried: string[] = [];
  const refusing = async (token: string) => (tried.push(token), refusal('session-expired'));
  expect(await keep(rest).use(refusing)).toMatchObject({ code: 'session-expired' });
  expect(tried).toEqual(['t1', 't2']);
});

it('renews, before it confirms it, a session that the service does not know', async () => {
  const keeper = keep(service());
  expect(await tokenOf(keeper.obtain())).toBe('t1');
  expect(await tokenOf(keeper.confirm())).toBe('t2');
  expect(await tokenOf(keeper.confirm())).toBe('t2');
});

it('does not try again what no session would mend', async () => {
  const tried: string[] = [];
  await keep(service()).use(async token => (tried.push(token), refusal('rate-limited')));
  expect(tried).toEqual(['t1']);
  expect(await tokenOf(keep(service({ new: 'origin-refused' })).obtain())).toBe('origin-refused');
});

it('takes the session that another tab has renewed', async () => {
  const rest = service();
  const storage = createFakeStorage();
  const [here, there] = [keep(rest, storage), keep(rest, storage)];
  const first = await here.obtain();
  await there.obtain();
  if (first.ok) await there.renew(first.value);
  expect(first.ok && (await tokenOf(here.renew(first.value)))).toBe('t2');
  expect(rest.asked).toEqual([null, 't1']);
});

it('makes one visitor of two tabs on their first visit', async () => {
  const rest = service();
  const storage = createFakeStorage();
  const tabs = [keep(rest, storage), keep(rest, storage)];
  const tokens = await Promise.all(tabs.map(tab => tokenOf(tab.obtain())));
  expect(new Set(tokens).size).toBe(1);
});

it('works where storage is blocked', async () => {
  const rest = service();
  const keeper = keep(rest, createFakeStorage({ blocked: true }));
  await keeper.obtain();
  expect(await tokenOf(keeper.obtain())).toBe('t1');
});
