import { newMessageId, replyIdOf, type HistoryExport } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { measured } from '../promises/measured.ts';
import { useStack } from './stack.ts';
import { json, openVisitor, post, problem } from './visitor.ts';

const running = useStack();
const visitor = () => openVisitor(running.stack.url);

it('deletes all that was said, also from the bot, and goes on with the same session [P7.9] [R29]', async ({ task }) => {
  const one = await visitor();
  const another = await visitor();
  const { messageId, replyId } = await one.ask('안녕');
  await another.ask('안녕');
  const socket = await one.connect();
  const began = performance.now();
  expect((await one.call('DELETE', '/history')).status).toBe(204);
  await socket.hear('history-deleted');

  expect(await one.history()).toEqual({ entries: [], before: null });
  measured(task).atMost('until all was gone from the history', 5_000, performance.now() - began, 'ms');
  expect(await (await one.call('GET', `/history/messages/${messageId}`)).json()).toEqual({ state: 'unknown' });
  expect((await problem(await one.call('POST', '/feedback', { replyId, rating: 'up' }))).code).toBe('not-found');
  expect((await json<HistoryExport>(await one.call('GET', '/history/export'))).entries).toEqual([]);
  expect((await another.history()).entries, 'another’s stays').toHaveLength(2);
  const forgotten = running.stack.lex.calls.filter(({ operation }) => operation === 'DeleteSession');
  expect(new Set(forgotten.map(({ sessionId }) => sessionId))).toEqual(new Set([one.session.conversationId]));

  // The bot had asked for a name. It no longer knows of that, and takes this for what it is.
  expect((await one.ask('민수')).source.kind).toBe('model');
  const afresh = newMessageId();
  socket.say({ type: 'message-send', messageId: afresh, text: '안녕' });
  await socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(afresh));
  expect((await one.history()).entries).toHaveLength(4);
  socket.close();
});

it('ends a running reply with what was deleted, and stores nothing of it afterwards [P7.9] [R29]', async () => {
  const one = await visitor();
  const socket = await one.connect();
  const messageId = newMessageId();
  socket.say({ type: 'message-send', messageId, text: '가게에 대해 모두 알려주세요. 배송, 교환, 환불, 영업시간도요.' });
  await socket.hear('reply-delta');
  expect((await one.call('DELETE', '/history')).status).toBe(204);
  await socket.hear('failure', failure => failure.messageId === messageId && failure.code === 'not-found');
  await socket.hear('history-deleted');
  await expect
    .poll(async () => running.stack.functions.processes().every(({ state }) => state === 'frozen'), { timeout: 20_000 })
    .toBe(true);
  expect(await one.history()).toEqual({ entries: [], before: null });
  expect((await one.ask('안녕')).msg).not.toBe('');
  expect((await one.history()).entries).toHaveLength(2);
  socket.close();
});

it('tells who waits over REST that what they wait for was deleted', async () => {
  const one = await visitor();
  const asked = post(
    `${running.stack.url}/chat`,
    { text: '가게에 대해 모두 알려주세요. 배송, 교환, 환불, 영업시간도요.' },
    { authorization: `Bearer ${one.session.token}` },
  );
  await expect.poll(async () => (await one.history()).entries).toHaveLength(1);
  await one.call('DELETE', '/history');
  expect(await problem(await asked)).toMatchObject({ status: 404, code: 'not-found' });
});

it('gives all of a visitor’s own as a file, oldest first [P7.10] [R29]', async ({ task }) => {
  const one = await visitor();
  const another = await visitor();
  await another.ask('안녕');
  for (let i = 0; i < 30; i++) await one.ask(i % 2 ? '그만' : '안녕');
  const response = await one.call('GET', '/history/export');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="conversation.json"');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const exported = await json<HistoryExport>(response);
  expect(exported).toEqual({
    conversationId: one.session.conversationId,
    exportedAt: expect.any(Number) as number,
    entries: (await one.history('?limit=100')).entries,
  });
  expect(exported.entries).toHaveLength(60);
  const others = new Set((await another.history()).entries.map(({ id }) => id));
  measured(task).is('entries of another in an export', 0, exported.entries.filter(({ id }) => others.has(id)).length);
  expect((await problem(await fetch(`${running.stack.url}/history/export`))).code).toBe('session-invalid');
});

it('keeps what a visitor thinks of a reply, and shows it in the history [P7.11]', async () => {
  const one = await visitor();
  const { replyId } = await one.ask('안녕');
  expect((await one.call('POST', '/feedback', { replyId, rating: 'up' })).status).toBe(204);
  const feedback = { rating: 'down', comment: '이름을 왜 물어요?' };
  expect((await one.call('POST', '/feedback', { replyId, ...feedback })).status).toBe(204);
  expect((await one.history()).entries[1]).toMatchObject({ id: replyId, feedback });
  expect((await problem(await one.call('POST', '/feedback', { replyId, rating: 5 }))).code).toBe('invalid-message');
  expect(running.log.join('\n')).not.toContain(feedback.comment);
});
