import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { createMemoryLedger } from '../adapters/memory-ledger.ts';
import { createRates } from '../conversation/limits/rates.ts';
import { modelSaying, unhurried } from '../conversation/fakes.ts';
import { here, NOW, send, socket } from './receive-fixture.ts';

it('refuses a message that is one too many by its name, and says when to come again [R41] [P9.1]', async () => {
  const { ports, hear, told } = socket(here, { rates: { ...unhurried, visitor: { perMinute: 30, burst: 1 } } });
  const [first, second] = [newMessageId(), newMessageId()];
  await hear(send(first));
  await hear(send(second));
  expect(told()).toMatchObject([
    { type: 'message-accepted', messageId: first },
    { type: 'failure', code: 'rate-limited', messageId: second, retryAfterMs: 2_000 },
  ]);
  expect(ports.invoked).toEqual([`c1 ${first}`]);
  expect(ports.noted).toEqual(['rate-limited']);
});

it('stores a message, has it answered, and says so [P3.4]', async () => {
  const { ports, hear, told } = socket();
  const messageId = newMessageId();
  await hear({ type: 'message-send', messageId, text: '안녕', attributes: { page: '/' } });
  expect(told()).toEqual([{ type: 'message-accepted', messageId, place: 2 }]);
  expect(ports.invoked).toEqual([`c1 ${messageId}`]);
  expect(await ports.history.find('c1', messageId)).toMatchObject({
    message: { text: '안녕', locale: 'ko_KR', attributes: { page: '/' } },
  });
});

it('takes a message sent again for the same, and says what became of it [P3.5]', async () => {
  const { ports, hear, told, answer } = socket();
  const messageId = newMessageId();
  await hear(send(messageId));
  await hear(send(messageId, 'something else'));
  expect(ports.invoked).toHaveLength(2);
  await answer(messageId);
  await hear(send(messageId, 'something else'));
  expect(ports.invoked).toHaveLength(2);
  expect(told().at(-1)).toMatchObject({ type: 'entry', entry: { inReplyTo: messageId, text: '답이에요.' } });
  expect((await ports.history.page('c1', 10)).entries.map(({ text }) => text)).toEqual(['안녕', '답이에요.']);
});

it('has a message that failed answered afresh when it is sent again [P3.6]', async () => {
  const { ports, hear, answer } = socket(here, { model: modelSaying(new Error('down')) });
  const messageId = newMessageId();
  await hear(send(messageId));
  await answer(messageId);
  await hear(send(messageId));
  expect((await ports.turns.read('c1')).again).toEqual([messageId]);
});

it('tells the other tabs, not the one that spoke [P3.8]', async () => {
  const { ports, hear, told } = socket();
  for (const connectionId of ['here', 'there'])
    await ports.turns.connect('c1', { connectionId, open: [], at: 0, until: Infinity });
  const messageId = newMessageId();
  await hear(send(messageId));
  expect(ports.gateway.told.get('there')).toMatchObject([{ type: 'entry', entry: { id: messageId, text: '안녕' } }]);
  expect(told()).toEqual([{ type: 'message-accepted', messageId, place: 2 }]);
});

it('answers a bad frame with what is wrong, and takes the next one [P5.5]', async () => {
  const { hear, told } = socket();
  const messageId = newMessageId();
  await hear('{');
  await hear(send(messageId, 'x'.repeat(5_000)));
  await hear(send(messageId));
  expect(told()).toMatchObject([
    { type: 'failure', code: 'invalid-message' },
    { type: 'failure', code: 'text-too-long', messageId },
    { type: 'message-accepted', messageId, place: 2 },
  ]);
});

it('says pong [P5.3]', async () => {
  const { hear, told } = socket();
  await hear({ type: 'ping' });
  expect(told()).toEqual([{ type: 'pong' }]);
});

it('takes nothing from a session that is over, or a socket that it does not know [P5.4]', async () => {
  for (const [known, code] of [
    [{ ...here, sessionExpiresAt: NOW }, 'session-expired'],
    [null, 'session-invalid'],
  ] as const) {
    const { ports, hear, told } = socket(known ?? undefined);
    const messageId = newMessageId();
    if (known === null) ports.connections.find = async () => undefined;
    await hear(send(messageId));
    expect(told()).toEqual([{ type: 'failure', code, messageId }]);
    expect((await ports.history.page('c1', 10)).entries).toEqual([]);
  }
});

it('takes nothing from a guest where guests are not wanted any more [P8.4]', async () => {
  const messageId = newMessageId();
  for (const [visitorId, code] of [
    ['guest-1', 'visitor-refused'],
    ['signed-1', undefined],
  ] as const) {
    const { hear, told } = socket({ ...here, visitorId }, {}, 'signed');
    await hear(send(messageId));
    expect(told()).toMatchObject([code ? { type: 'failure', code, messageId } : { type: 'message-accepted' }]);
  }
});

it('says nothing is accepted that could not be stored', async () => {
  const { ports, hear, told } = socket();
  ports.history.accept = () => Promise.reject(new Error('table'));
  const messageId = newMessageId();
  await hear(send(messageId));
  expect(told()).toEqual([{ type: 'failure', code: 'internal', messageId }]);
});

it('stops a running reply [P5.6]', async () => {
  const { ports, hear } = socket();
  const replyId = replyIdOf(newMessageId());
  await ports.turns.claim('c1', 'm', NOW + 1);
  await hear({ type: 'reply-stop', replyId });
  expect((await ports.turns.read('c1')).stop).toBe(replyId);
});

it('tells a socket that comes back what it missed, and where it stands [P6.1] [P6.2]', async () => {
  const { ports, hear, told, answer } = socket();
  const [first, second] = [newMessageId(), newMessageId()];
  await hear(send(first));
  await answer(first);
  await hear(send(second, '둘'));
  ports.gateway.told.clear();
  ports.invoked.length = 0;

  const open = [{ replyId: replyIdOf(second), attempt: 1, length: 4 }];
  await hear({ type: 'conversation-resume', after: first, open });
  expect(told()).toMatchObject([
    { type: 'entry', entry: { inReplyTo: first } },
    { type: 'entry', entry: { id: second } },
    { type: 'resumed', complete: true },
  ]);
  expect((await ports.turns.read('c1')).connections).toMatchObject([{ connectionId: 'here', open }]);
  expect(ports.invoked, 'nobody was answering').toEqual([`c1 ${second}`]);
});

it('says so when it cannot tell all that was missed [P6.2]', async () => {
  const { hear, told } = socket();
  await hear({ type: 'conversation-resume', after: newMessageId(), open: [] });
  expect(told()).toEqual([{ type: 'resumed', complete: false }]);
});

it('leaves a reply that is being given to whoever gives it [P6.3]', async () => {
  const { ports, hear } = socket();
  const messageId = newMessageId();
  await hear(send(messageId));
  await ports.turns.claim('c1', messageId, NOW + 60_000);
  ports.invoked.length = 0;
  await hear({ type: 'conversation-resume', after: null, open: [] });
  expect(ports.invoked).toEqual([]);
});

it('has a turn looked after whose worker died over an answer given afresh [P6.3] [R15]', async () => {
  const { ports, hear, answer: answers } = socket(here, { model: modelSaying('이틀', new Error('cut')) });
  const messageId = newMessageId();
  await hear(send(messageId));
  await answers(messageId);
  const claim = await ports.turns.claim('c1', messageId, NOW - 1);
  if (claim === 'busy') throw new Error('nobody holds the lease');
  ports.invoked.length = 0;
  await hear({ type: 'conversation-resume', after: messageId, open: [] });
  expect(ports.invoked, 'the lease is over, the reply before it broke off').toEqual([`c1 ${messageId}`]);
});

it('resumes for a conversation no more often than it may send messages, by however many sockets, and loses nothing by it [P9.3] [R42]', async () => {
  const rate = { perMinute: 30, burst: 3 };
  const limits = { visitor: rate, addressMessages: 120, addressSessions: 20, siteMessages: 1_000 };
  const { ports, hear, told, answer } = socket(here, {
    rates: createRates(
      createMemoryLedger(() => NOW),
      limits,
      () => NOW,
    ),
  });
  const messageId = newMessageId();
  await hear(send(messageId));
  await answer(messageId);
  ports.gateway.told.clear();
  for (let i = 0; i < 10; i++) await hear({ type: 'conversation-resume', after: null, open: [] });
  expect(told().filter(({ type }) => type === 'resumed')).toHaveLength(3);
  const refused = told().filter(message => message.type === 'failure');
  expect(refused).toEqual(
    Array.from({ length: 7 }, () => ({ type: 'failure', code: 'rate-limited', retryAfterMs: 2_000 })),
  );
  const next = newMessageId();
  await hear(send(next));
  expect(told().at(-1), 'messages are counted apart').toMatchObject({ type: 'message-accepted', messageId: next });
});

it('tells what became of a message that is sent again, and stops, only so often [P9.3] [P3.5]', async () => {
  const limits = {
    visitor: { perMinute: 1, burst: 1 },
    addressMessages: 120,
    addressSessions: 20,
    siteMessages: 1_000,
  };
  const { ports, hear, told, answer } = socket(here, {
    rates: createRates(
      createMemoryLedger(() => NOW),
      limits,
      () => NOW,
    ),
  });
  const messageId = newMessageId();
  await hear(send(messageId));
  await answer(messageId);
  for (let i = 0; i < 3; i++) await hear(send(messageId));
  await hear({ type: 'reply-stop', replyId: replyIdOf(messageId) });
  ports.gateway.told.clear();
  ports.invoked.length = 0;
  await hear(send(messageId));
  await hear({ type: 'reply-stop', replyId: replyIdOf(messageId) });
  expect(told()).toEqual([1, 2].map(() => ({ type: 'failure', code: 'rate-limited', retryAfterMs: 15_000 })));
  expect(ports.invoked).toEqual([]);
});
