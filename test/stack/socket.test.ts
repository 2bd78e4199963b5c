import { newMessageId, replyIdOf, SUBPROTOCOL, type ServerMessage } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { measured } from '../promises/measured.ts';
import { knock } from './knock.ts';
import { useStack } from './stack.ts';
import { openVisitor, type VisitorSocket } from './visitor.ts';

const running = useStack();
const visitor = () => openVisitor(running.stack.url);
const send = (messageId: string, text: string) => ({ type: 'message-send', messageId, text }) as const;
const endOf = (socket: VisitorSocket, messageId: string) =>
  socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId));

/** The text as a receiver has it who held the beginning already. */
const textOf = (heard: readonly ServerMessage[], messageId: string, held = '') => {
  let text = held;
  for (const message of heard) {
    if (message.type !== 'reply-delta' || message.replyId !== replyIdOf(messageId)) continue;
    expect(message.offset).toBeLessThanOrEqual(text.length);
    text = text.slice(0, message.offset) + message.text;
  }
  return text;
};

it('holds the Hello World dialogue [P3.4] [P4.1] [P4.7] [P4.8]', async () => {
  const socket = await (await visitor()).connect();
  const ids = ['안녕', '민수', '응'].map(text => [newMessageId(), text] as const);
  for (const [messageId, text] of ids) {
    socket.say(send(messageId, text));
    await socket.hear('message-accepted', accepted => accepted.messageId === messageId);
    const end = await endOf(socket, messageId);
    expect(end).toMatchObject({ reason: 'complete', length: textOf(socket.heard, messageId).length });
  }
  const last = ids.at(-1)![0];
  expect(textOf(socket.heard, last)).toContain('민수');
  expect(socket.heard).toContainEqual(
    expect.objectContaining({
      type: 'reply-part',
      replyId: replyIdOf(last),
      part: { kind: 'break', offset: expect.any(Number) as number },
    }),
  );
  socket.close();
});

it('streams what the model says, in order and without repeating itself [P4.2] [P4.6]', async () => {
  const one = await visitor();
  const socket = await one.connect();
  const messageId = newMessageId();
  socket.say(send(messageId, '교환이나 환불은 어떻게 하나요?'));
  const { length } = await endOf(socket, messageId);
  const deltas = socket.heard.filter(message => message.type === 'reply-delta');
  expect(deltas.length).toBeGreaterThan(2);
  expect(deltas.reduce((sum, { text }) => sum + text.length, 0)).toBe(length);
  expect((await one.history()).entries.at(-1)).toMatchObject({
    text: textOf(socket.heard, messageId),
    source: { kind: 'model' },
  });
  socket.close();
});

it('goes on with a running reply on another socket, from where it stood [P6.1] [P6.3]', async () => {
  const one = await visitor();
  const socket = await one.connect();
  const messageId = newMessageId();
  socket.say(send(messageId, '영업시간을 알려주세요. 배송도요.'));
  const { replyId, attempt } = await socket.hear('reply-start');
  await socket.hear('reply-delta');
  const held = textOf(socket.heard, messageId);
  socket.close();

  const again = await one.connect();
  again.say({ type: 'conversation-resume', after: null, open: [{ replyId, attempt, length: held.length }] });
  await again.hear('resumed', ({ complete }) => complete);
  // It may be over by the time the socket is back; then it comes as an entry.
  const told = await Promise.race([endOf(again, messageId), again.hear('entry', ({ entry }) => entry.id === replyId)]);
  const { entries } = await one.history();
  expect(entries).toHaveLength(2);
  expect(told.type === 'entry' ? told.entry.text : textOf(again.heard, messageId, held)).toBe(entries.at(-1)!.text);
  again.close();
});

it('shows in one tab what is said in another [P3.8]', async () => {
  const one = await visitor();
  const [here, there] = [await one.connect(), await one.connect()];
  const messageId = newMessageId();
  here.say(send(messageId, '안녕'));
  expect(await there.hear('entry')).toMatchObject({ entry: { id: messageId, text: '안녕' } });
  await Promise.all([endOf(here, messageId), endOf(there, messageId)]);
  expect(textOf(there.heard, messageId)).toBe(textOf(here.heard, messageId));
  here.close();
  there.close();
});

it('answers a bad frame with a failure, and the next message as ever [P1.2] [P5.5]', async () => {
  const socket = await (await visitor()).connect();
  for (const frame of [
    'nonsense',
    '{"type":"what"}',
    JSON.stringify({ type: 'message-send', messageId: newMessageId(), text: 'x'.repeat(5_000) }),
  ])
    socket.say(frame);
  socket.say(JSON.stringify({ ...send(newMessageId(), '안녕'), padding: 'x'.repeat(29_000) }));
  const messageId = newMessageId();
  socket.say(send(messageId, '안녕'));
  await endOf(socket, messageId);
  // Messages of one socket are handled side by side: a refusal may come after an answer.
  const codes = () => socket.heard.filter(message => message.type === 'failure').map(({ code }) => code);
  await expect.poll(() => codes().sort()).toEqual(['invalid-message', 'invalid-message', 'text-too-long', 'too-large']);
  socket.say({ type: 'ping' });
  await socket.hear('pong');
  socket.close();
});

it('[R6] keeps ten sockets of a conversation, and answers pings of any without a function [P5.3] [P5.7]', async ({
  task,
}) => {
  const one = await visitor();
  const sockets: VisitorSocket[] = [];
  for (let i = 0; i < 12; i++) sockets.push(await one.connect());
  await Promise.all(sockets.slice(0, 2).map(({ closed }) => closed));
  const calls = () => running.stack.functions.invocations['receive']!.asked;
  const rested = () => running.stack.functions.processes().every(({ state }) => state === 'frozen');
  await expect.poll(rested, { timeout: 20_000 }).toBe(true);
  const before = calls();
  for (const socket of sockets.slice(2)) {
    socket.say({ type: 'ping' });
    await socket.hear('pong');
  }
  measured(task).is('functions called for ten pings', 0, calls() - before);
  for (const socket of sockets) socket.close();
});

it('opens for a valid token from a listed origin only, and chooses the subprotocol [P5.1] [P5.2]', async () => {
  const { session } = await visitor();
  const open = (protocols: string[], origin = running.stack.url) => knock(session.socketUrl, protocols, { origin });
  expect(await open([SUBPROTOCOL, session.token])).toBe(SUBPROTOCOL);
  expect(await open([SUBPROTOCOL])).toBe('401');
  expect(await open([SUBPROTOCOL, 'x.y.z'])).toBe('401');
  expect(await open([session.token, SUBPROTOCOL])).toBe('401');
  expect(await open([SUBPROTOCOL, session.token], 'https://evil.example')).toBe('403');
});

it('gives a page the socket under the name by which it knows this machine', async () => {
  const { port } = new URL(running.stack.url);
  for (const name of ['localhost', '127.0.0.1']) {
    const { session } = await openVisitor(`http://${name}:${port}`);
    expect(session.socketUrl).toBe(`ws://${name}:${port}/socket`);
  }
});
