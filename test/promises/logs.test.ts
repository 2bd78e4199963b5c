import { newMessageId, replyIdOf, SUBPROTOCOL } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { knock } from '../stack/knock.ts';
import { siteOf } from '../stack/site.ts';
import { useStack } from '../stack/stack.ts';
import { textsStored, toldInLog } from '../stack/told-in-log.ts';
import { openVisitor, post } from '../stack/visitor.ts';
import { inParallel } from './in-parallel.ts';
import { measured, times } from './measured.ts';

const running = useStack();
const site = siteOf(() => running.stack);

it('logs no token, text or secret, whatever goes well or wrong [R24]', { timeout: 600_000 }, async ({ task }) => {
  const { stack, log } = running;
  const asked: string[] = [];
  const leave = stack.dynamo.overhear(({ path }) => asked.push(path));
  await inParallel(
    Array.from({ length: times(6, 200) }, (_, i) => i),
    async i => {
      const guest = await openVisitor(stack.url);
      const signed = await site.signIn(`user-${i}`, { keep: true }, { authorization: `Bearer ${guest.session.token}` });
      for (const visitor of [await openVisitor(stack.url), signed]) {
        const { token, socketUrl } = visitor.session;
        const { replyId, messageId } = await visitor.ask(`비밀번호는 호랑이 ${i}마리예요`, {
          attributes: { code: 'PIN 9f31-7720' },
        });
        // Too long for Lex, and then for the service; a message again; what is refused; what does not exist.
        await visitor.ask(`열쇠는 화분 밑에 ${'x'.repeat(1_025)}`);
        await visitor.call('POST', '/chat', { text: `열쇠는 화분 밑에 ${'x'.repeat(5_000)}` });
        await visitor.call('POST', '/chat', { text: '다른 비밀', messageId });
        await visitor.call('POST', '/chat', { text: '다른 비밀', attributes: { 'lex-chat:visitor': '다른 비밀' } });
        await visitor.call('POST', '/feedback', { replyId, rating: 'down', comment: '제 번호는 010-1234-5678' });
        await visitor.call('GET', `/history/messages/${encodeURIComponent('다른 비밀')}`);
        await visitor.call('GET', `/history?before=${encodeURIComponent('다른 비밀')}`);
        await post(`${stack.url}/sessions`, { visitorToken: token });
        await knock(socketUrl, [SUBPROTOCOL, `${token}x`]);
        const socket = await visitor.connect();
        socket.say('{"type":"message-send","text":"다른 비밀"}');
        const sent = newMessageId();
        socket.say({ type: 'message-send', messageId: sent, text: `사물함은 3-14-${i}` });
        await socket.hear('reply-end', end => end.replyId === replyIdOf(sent));
        socket.close();
      }
      await signed.call('DELETE', '/sessions');
    },
  );
  leave();
  const texts = await textsStored(stack);
  for (const text of ['비밀번호는 호랑이 1마리예요', 'PIN 9f31-7720', '제 번호는 010-1234-5678', '사물함은 3-14-1'])
    expect(texts, 'it is looked for').toContain(text);
  const told = await toldInLog(stack, [...log, ...asked]);
  expect(told).toEqual([]);
  for (const text of ['다른 비밀', '열쇠', 'xxxxxxxx']) expect(log.join('\n')).not.toContain(text);
  expect(log.join('\n'), 'it does log').toContain('"message":"routed"');
  measured(task).atLeast('texts looked for', 15, texts.length);
  measured(task).is('tokens, texts and secrets in the log', 0, told.length);
});

it('finds what is told in a log', async () => {
  const { stack } = running;
  const visitor = await openVisitor(stack.url);
  await visitor.ask('이 말은 "적히면" 안 돼요');
  for (const line of [
    visitor.session.token,
    '이 말은 "적히면" 안 돼요',
    JSON.stringify({ text: '이 말은 "적히면" 안 돼요' }),
  ])
    expect(await toldInLog(stack, [`start ${line} end`])).toHaveLength(1);
});
