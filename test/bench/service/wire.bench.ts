import { newMessageId } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { openAsking, textHeard } from '../../promises/faulty-stack.ts';
import { useStack } from '../../stack/stack.ts';
import { note, whenQuick } from '../benchmark.ts';

const TOKENS = whenQuick(500, 2_000);
const ANSWER = '주문하신 상품은 이틀 안에 도착합니다. '.repeat(TOKENS).slice(0, TOKENS * 4);

const running = useStack({ pace: { firstTokenMs: 20, tokensPerSecond: 100 } });

it('an answer on the socket, beside a protocol that sends the whole text again', async ({ task }) => {
  running.stack.model.direct({ answer: () => ANSWER, pieces: 4 });
  const { socket } = await openAsking(running.stack.url);
  const [connection] = running.stack.sockets.connections.all();
  const messageId = newMessageId();
  socket.say({ type: 'message-send', messageId, text: '교환은 어떻게 하나요?' });
  await socket.hear('reply-end');
  expect(textHeard(socket.heard, messageId).text).toBe(ANSWER);
  const { posts, bytes } = running.stack.sockets.connections.posts.get(connection!.id)!;
  const deltas = socket.heard.flatMap(message => (message.type === 'reply-delta' ? [message] : []));
  const again = (untils: readonly number[]) =>
    untils.reduce((sum, until) => sum + Buffer.byteLength(ANSWER.slice(0, until)), 0);
  const of = (ours: number, asOften: number, eachToken: number) => ({
    'lex-chat': [ours],
    'whole text, as often': [asOften],
    'whole text, each token': [eachToken],
  });
  const what = `for an answer of ${TOKENS.toLocaleString('en-US')} tokens at 100 a second`;
  const tokens = Array.from({ length: TOKENS }, (_, i) => (i + 1) * 4);
  note(task, { area: 'wire', what: `frames ${what}`, unit: '', of: of(posts, posts, TOKENS) });
  note(task, {
    area: 'wire',
    what: `payload ${what}`,
    unit: 'kB',
    of: of(bytes / 1_000, again(deltas.map(({ offset, text }) => offset + text.length)) / 1_000, again(tokens) / 1_000),
  });
  socket.close();
});
