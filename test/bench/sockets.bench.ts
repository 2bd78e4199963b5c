import { newMessageId, replyIdOf, type ServerMessage } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { heapInUse } from '../promises/heap.ts';
import { openAsking, runs, textHeard, type Asking } from '../promises/faulty-stack.ts';
import { percentile } from '../promises/measured.ts';
import { useStack } from '../stack/stack.ts';
import { atMost, note, whenQuick } from './benchmark.ts';

const TOKENS_A_SECOND = 20;
const TOKENS = whenQuick(100, 300);
const PIECE = 4;
const ANSWER = '말씀하신'.repeat(TOKENS);
const IDLE = whenQuick(50, 500);

const running = useStack({ pace: { firstTokenMs: 50, tokensPerSecond: TOKENS_A_SECOND } });

/** How long after its time each delta of an answer came, taking the promptest of them for punctual, in milliseconds. */
async function delays({ socket }: Asking): Promise<readonly number[]> {
  const messageId = newMessageId();
  const arrived: { readonly at: number; readonly until: number }[] = [];
  socket.say({ type: 'message-send', messageId, text: `교환은 어떻게 하나요? ${messageId}` });
  const isOurs = (message: ServerMessage) => 'replyId' in message && message.replyId === replyIdOf(messageId);
  const timed = new Set<ServerMessage>();
  const listening = socket.hear('reply-delta', message => {
    if (isOurs(message) && !timed.has(message))
      arrived.push({ at: performance.now(), until: message.offset + message.text.length });
    timed.add(message);
    return false;
  });
  listening.catch(() => 'the socket was closed in the end');
  await socket.hear('reply-end', isOurs);
  expect(textHeard(socket.heard, messageId).text).toBe(ANSWER);
  // Each came when the last of its text could have: at the pace of the model, from a moment that is not known.
  const lags = arrived.map(({ at, until }) => at - (until / PIECE / TOKENS_A_SECOND) * 1_000);
  const start = Math.min(...lags);
  return lags.map(lag => lag - start);
}

it.for(whenQuick([5, 20], [5, 20, 50, 100]))('%i sockets with an answer each', async (sockets, { task }) => {
  running.stack.model.direct({ answer: () => ANSWER, pieces: PIECE });
  const askings = await runs(sockets, () => openAsking(running.stack.url));
  const late = (await Promise.all(askings.map(delays))).flat();
  running.stack.model.direct(null);
  for (const { socket } of askings) socket.close();
  note(task, {
    area: 'service',
    what: `delay of a delta, ${sockets} sockets with an answer of ${TOKENS_A_SECOND} tokens a second each (95th percentile held to the limit)`,
    unit: 'ms',
    of: { 'lex-chat': late },
    target: atMost(400, percentile(late, 0.95), '400 ms'),
  });
});

it('sockets that are open and say nothing', async ({ task }) => {
  const before = heapInUse();
  const askings = await runs(IDLE, () => openAsking(running.stack.url));
  note(task, {
    area: 'service',
    what: 'memory of the gateway, and of whoever listens at the other end, for a socket',
    unit: 'kB',
    of: { 'lex-chat': [(heapInUse() - before) / IDLE / 1_000] },
  });
  for (const { socket } of askings) socket.close();
});
