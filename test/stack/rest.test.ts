import { newMessageId, replyIdOf, type ChatAnswer, type Session } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { useStack } from './stack.ts';
import { json, openVisitor, post, problem } from './visitor.ts';

const running = useStack();
const at = (path: string) => `${running.stack.url}${path}`;

it('answers a message of somebody who has no session yet, and gives them one [P7.2] [P7.3]', async () => {
  const first = await json<ChatAnswer & { session: Session }>(await post(at('/chat'), { text: '안녕' }));
  expect(first.messages).toHaveLength(2);
  expect(first.msg).toBe(first.messages.map(message => ('content' in message ? message.content : '')).join('\n\n'));
  expect(first).toMatchObject({ source: { kind: 'intent', name: 'HelloWorld' }, replyId: replyIdOf(first.messageId) });

  const second = await json<ChatAnswer>(
    await post(at('/chat'), { text: '민수' }, { authorization: `Bearer ${first.session.token}` }),
  );
  expect(second.msg).toContain('민수');
  expect(second).not.toHaveProperty('session');
});

it('lets the model answer what no intent knows', async () => {
  const { source, msg } = await (await openVisitor(running.stack.url)).ask('배송은 얼마나 걸려요?');
  expect(source.kind).toBe('model');
  expect(msg).toContain('배송');
});

it('gives the first answer again to a message that is sent again, and asks nobody twice [P3.5]', async () => {
  const visitor = await openVisitor(running.stack.url);
  const messageId = newMessageId();
  const calls = running.stack.lex.calls.length;
  const answers = await Promise.all(Array.from({ length: 4 }, () => visitor.ask('안녕', { messageId })));
  answers.push(await visitor.ask('다른 말', { messageId }));
  expect(new Set(answers.map(({ msg }) => msg)).size).toBe(1);
  expect(running.stack.lex.calls.length - calls).toBe(1);
  expect((await visitor.history()).entries).toHaveLength(2);
});

it('streams the messages of the wire as events [P7.3]', async () => {
  const response = await post(
    at('/chat'),
    { text: '환불하고 싶어요', language: 'ko' },
    { accept: 'text/event-stream' },
  );
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const events = (await response.text()).split('\n\n').filter(Boolean);
  expect(events[0]).toMatch(/^event: session\ndata: \{"token"/);
  const messages = events
    .slice(1)
    .map(event => JSON.parse(event.slice('data: '.length)) as { type: string; text?: string; length?: number });
  expect(messages.map(({ type }) => type).filter((type, i, all) => type !== all[i - 1])).toEqual([
    'message-accepted',
    'reply-start',
    'reply-delta',
    'reply-end',
  ]);
  expect(messages.map(({ text = '' }) => text).join('')).toHaveLength(messages.at(-1)!.length!);
});

it('pages through a visitor’s own history, newest first [P7.4]', async () => {
  const visitor = await openVisitor(running.stack.url);
  for (const text of ['안녕', '민수', '응']) await visitor.ask(text);
  const newest = await visitor.history('?limit=4');
  const older = await visitor.history(`?limit=4&before=${newest.before}`);
  expect(
    [...older.entries, ...newest.entries].filter(({ role }) => role === 'visitor').map(({ text }) => text),
  ).toEqual(['안녕', '민수', '응']);
  expect(older.before).toBeNull();

  const another = await openVisitor(running.stack.url);
  expect(await another.history(`?before=${newest.before}`)).toEqual({ entries: [], before: null });
});

it('tells what became of one’s own message, and of another’s as of none [P7.5] [P2.3]', async () => {
  const [visitor, another] = [await openVisitor(running.stack.url), await openVisitor(running.stack.url)];
  const { messageId, msg } = await visitor.ask('안녕');
  const status = (token: string, id: string) =>
    fetch(at(`/history/messages/${id}`), { headers: { authorization: `Bearer ${token}` } });
  expect(await json(await status(visitor.session.token, messageId))).toMatchObject({
    state: 'answered',
    message: { text: '안녕' },
    reply: { text: msg },
  });
  for (const id of [messageId, newMessageId(), 'nonsense', '..%2F..']) {
    const response = await status(another.session.token, id);
    expect([response.status, await response.text()]).toEqual([200, '{"state":"unknown"}']);
  }
});

it('renews a session, and keeps its conversation [P7.1] [P8.2]', async () => {
  const { session } = await openVisitor(running.stack.url);
  const renewed = await json<Session>(
    await post(
      at('/sessions'),
      { conversationId: 'another', visitor: 'me' },
      { authorization: `Bearer ${session.token}` },
    ),
  );
  expect(renewed).toMatchObject({
    conversationId: session.conversationId,
    locale: 'ko_KR',
    limits: { textMaxLength: 4_096 },
  });
});

it('takes a stop for whatever it is [P7.6]', async () => {
  const { session } = await openVisitor(running.stack.url);
  const stop = await post(
    at('/chat/stop'),
    { replyId: replyIdOf(newMessageId()) },
    { authorization: `Bearer ${session.token}` },
  );
  expect(stop.status).toBe(202);
});

it('refuses what it does not understand with what is wrong, and takes the next request [P7.7]', async () => {
  const { session } = await openVisitor(running.stack.url);
  const authorization = { authorization: `Bearer ${session.token}` };
  const refusals: readonly [Promise<Response>, number, string][] = [
    [post(at('/chat'), '{', authorization), 400, 'invalid-message'],
    [post(at('/chat'), '[]', authorization), 400, 'invalid-message'],
    [post(at('/chat'), { text: '' }, authorization), 400, 'invalid-message'],
    [post(at('/chat'), { text: 'x'.repeat(4_097) }, authorization), 413, 'text-too-long'],
    [post(at('/chat'), { text: 'a', more: 'x'.repeat(131_072) }, authorization), 413, 'too-large'],
    [post(at('/chat'), { text: 'a' }, { authorization: 'Bearer x.y.z' }), 401, 'session-invalid'],
    [post(at('/chat/stop'), { replyId: 'x' }, authorization), 400, 'invalid-message'],
    [post(at('/sessions'), {}, { authorization: 'Bearer x.y.z' }), 401, 'session-invalid'],
    [post(at('/sessions'), { language: '<script>' }), 400, 'invalid-message'],
    [fetch(at('/history')), 401, 'session-invalid'],
    [fetch(at('/history?limit=0'), { headers: authorization }), 400, 'invalid-message'],
    [fetch(at('/history?before=%27%3B--'), { headers: authorization }), 400, 'invalid-message'],
  ];
  for (const [response, status, code] of refusals) {
    const refusal = await problem(await response);
    expect(refusal).toMatchObject({ type: 'about:blank', status, code, requestId: expect.any(String) as string });
    expect(JSON.stringify(refusal)).not.toMatch(/arn:|\.ts|\.mjs|\/var|conversations/);
  }
  expect((await post(at('/chat'), { text: '안녕' }, authorization)).status).toBe(200);
});

it('answers pages of listed origins only, and lets them read refusals too [P7.8]', async () => {
  const own = running.stack.url;
  const from = (origin: string, path: string, init: RequestInit = {}) =>
    fetch(at(path), { ...init, headers: { origin } });

  const preflight = await from(own, '/chat', { method: 'OPTIONS' });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, own]);
  const refused = await from(own, '/history');
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, own]);

  for (const origin of ['https://evil.example', `${own}.evil.example`, 'null']) {
    const response = await from(origin, '/sessions', { method: 'POST', body: '{}' });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(await problem(response)).toMatchObject({ status: 403, code: 'origin-refused' });
  }
});

it('knows no channel that is not set up, whether it is called or looked at', async () => {
  const called = await post(at('/channels/slack'), { type: 'event_callback' });
  expect([called.status, (await problem(called)).code]).toEqual([404, 'not-found']);
  expect((await fetch(at('/channels/messenger?hub.mode=subscribe'))).status).toBe(404);
});
