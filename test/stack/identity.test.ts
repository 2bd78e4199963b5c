import { newMessageId, replyIdOf, type Session } from '@lex-chat/protocol';
import { SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { measured } from '../promises/measured.ts';
import { readSecret, SESSION_SECRET, siteOf } from './site.ts';
import { useStack } from './stack.ts';
import { json, openVisitor, post, problem, visitorOf, type Visitor } from './visitor.ts';

const running = useStack();
const at = (path: string) => `${running.stack.url}${path}`;
const site = siteOf(() => running.stack);
const bearer = ({ session }: Visitor) => ({ authorization: `Bearer ${session.token}` });
const textsOf = async (visitor: Visitor) => (await visitor.history('?limit=100')).entries.map(({ text }) => text);
const open = (body: object, headers = {}) => post(at('/sessions'), body, headers);

it('gives a site’s user one conversation on every device, by either proof [P8.3] [R23]', async () => {
  const phone = await site.signIn('user-1', { visitorToken: await site.token('user-1', { name: '민수' }) });
  const desk = await site.signIn('user-1', { visitorToken: await site.pair('user-1') });
  expect(phone.session.visitor).toEqual({ kind: 'signed', name: '민수' });
  expect(desk.session.visitor).toEqual({ kind: 'signed' });
  await phone.ask('안녕');
  expect(await textsOf(desk)).toEqual(await textsOf(phone));
  expect(await textsOf(desk)).toContain('안녕');

  const renewed = await json<Session>(await open({}, bearer(phone)));
  expect(renewed).toMatchObject({
    conversationId: desk.session.conversationId,
    visitor: { kind: 'signed', name: '민수' },
  });
  expect(await textsOf(await site.signIn('user-2'))).toEqual([]);
});

it('takes no proof that the site did not make, and no guest in its place [P8.3] [R23]', async () => {
  const pair = await site.pair('user-1');
  const forged = [
    await site.token('user-1', { aud: 'another' }),
    await site.token('user-1', { exp: 1 }),
    await site.token('user-1', { exp: undefined }),
    `${(await site.token('user-1')).slice(0, -3)}AAA`,
    (await openVisitor(running.stack.url)).session.token,
    { ...pair, visitorId: 'user-2' },
    { ...pair, expiresAt: pair.expiresAt + 1 },
    { ...pair, hmac: '0'.repeat(64) },
    await site.pair('user-1', 1),
  ];
  for (const visitorToken of forged)
    expect(await problem(await open({ visitorToken }))).toMatchObject({ status: 401, code: 'visitor-refused' });
  for (const visitorToken of ['no token', JSON.stringify(pair), { visitorId: 'user-1' }])
    expect(await problem(await open({ visitorToken })), 'not of its form').toMatchObject({
      status: 401,
      code: 'visitor-refused',
      detail: expect.stringContaining('docs/signing.md') as string,
    });
});

it('leaves what a guest said where it is, unless both proofs are given [P8.5] [R23]', async () => {
  const guest = await openVisitor(running.stack.url);
  const { messageId } = await guest.ask('안녕');
  const said = await textsOf(guest);
  const signed = await site.signIn('user-3', {}, bearer(guest));
  expect(signed.session.token).not.toBe(guest.session.token);
  expect(await textsOf(signed), 'not asked for').toEqual([]);
  expect(await textsOf(guest), 'so it stays').toEqual(said);
  const visitorToken = await site.token('user-3');
  const refused = [
    [{ visitorToken, keep: true }, {}, 'session-invalid'],
    [{ visitorToken, keep: true }, { authorization: 'Bearer x.y.z' }, 'session-invalid'],
    [{ visitorToken, keep: true }, bearer(signed), 'session-invalid'],
    [{ keep: true }, bearer(guest), 'invalid-message'],
    [{ keep: true, visitorToken: `${visitorToken}x` }, bearer(guest), 'visitor-refused'],
  ] as const;
  for (const [body, headers, code] of refused) expect(await problem(await open(body, headers))).toMatchObject({ code });
  expect(await textsOf(signed)).toEqual([]);

  await signed.ask('안녕');
  const before = await textsOf(signed);
  const socket = await guest.connect();
  const kept = await site.signIn('user-3', { keep: true }, bearer(guest));
  expect(await textsOf(kept)).toEqual([...before, ...said]);
  expect((await problem(await guest.call('GET', '/history'))).code).toBe('session-invalid');
  expect((await problem(await open({}, bearer(guest)))).code, 'nor renewed').toBe('session-invalid');
  await socket.closed;

  await kept.ask('고마워요');
  expect(await textsOf(kept), 'what was moved is not answered again').toHaveLength(before.length + said.length + 2);
  expect(await (await kept.call('GET', `/history/messages/${messageId}`)).json()).toMatchObject({ state: 'answered' });
});

it('logs out everywhere at once, and lets the visitor in anew [P8.6] [R25]', async ({ task }) => {
  const [phone, desk] = [await site.signIn('user-4'), await site.signIn('user-4')];
  const [here, there] = [await phone.connect(), await desk.connect()];
  const began = performance.now();
  expect((await desk.call('DELETE', '/sessions')).status).toBe(204);
  await Promise.all([here.closed, there.closed]);
  measured(task).atMost('until every socket of the visitor was closed', 5_000, performance.now() - began, 'ms');

  for (const visitor of [phone, desk]) {
    const refusals = [
      await visitor.call('GET', '/history'),
      await visitor.call('DELETE', '/sessions'),
      await visitor.call('POST', '/chat', { text: '안녕' }),
      await open({}, bearer(visitor)),
    ];
    for (const refusal of refusals) expect(await problem(refusal)).toMatchObject({ code: 'session-invalid' });
    await expect(visitor.connect()).rejects.toThrow('401');
  }
  const again = await site.signIn('user-4');
  expect((await again.ask('안녕')).msg).not.toBe('');
});

it('tells nothing to a socket whose session is over, takes nothing from it, and closes it [P8.8] [P5.4] [R25]', async ({
  task,
}) => {
  const visitor = await openVisitor(running.stack.url);
  const { value, id } = await readSecret(running.stack, SESSION_SECRET);
  const { conversationId, visitorId, ...times } = claimsIn(visitor.session.token);
  const exp = Math.floor(Date.now() / 1_000) + 2;
  const short = await new SignJWT({ ...times, conversation: conversationId, sub: visitorId, exp })
    .setProtectedHeader({ alg: 'HS256', kid: id })
    .sign(new TextEncoder().encode(value));
  const socket = await visitorOf(running.stack.url, { ...visitor.session, token: short }).connect();
  const other = await visitor.connect();
  await expect.poll(() => Date.now(), { timeout: 5_000 }).toBeGreaterThan(exp * 1_000);

  socket.say({ type: 'message-send', messageId: newMessageId(), text: '안녕' });
  await socket.hear('failure', ({ code }) => code === 'session-expired');
  const messageId = newMessageId();
  other.say({ type: 'message-send', messageId, text: '안녕' });
  await other.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId));
  await socket.closed;
  measured(task).is(
    'told after the end of the session',
    0,
    socket.heard.filter(({ type }) => type !== 'failure').length,
  );
  const said = (await visitor.history()).entries.filter(({ role }) => role === 'visitor');
  measured(task).is('accepted after it', 0, said.filter(({ id }) => id !== messageId).length);
  other.close();
});

function claimsIn(token: string) {
  const { conversation, sub, ...rest } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as {
    conversation: string;
    sub: string;
  };
  return { conversationId: conversation, visitorId: sub, ...rest };
}
