import { setTimeout as wait } from 'node:timers/promises';
import { newMessageId, replyIdOf, type ServerMessage } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { heapInUse } from '../promises/heap.ts';
import { openAsking, outcome, question, runs, type Asking } from '../promises/faulty-stack.ts';
import { percentile } from '../promises/measured.ts';
import { useStack } from '../stack/stack.ts';
import { atMost, note, whenQuick } from './benchmark.ts';

const TOKENS_A_SECOND = 20;
const TOKENS = whenQuick(60, 300);
const PIECE = 4;
const ANSWER = '말씀하신'.repeat(TOKENS);
const IDLE = whenQuick(50, 500);
/** As a crowd comes: one after the other, within a third of an answer. */
const COMING_MS = ((TOKENS / TOKENS_A_SECOND) * 1_000) / 3;
/** An answer that takes ten times as long as it is told is counted as lost. */
const PATIENCE_MS = (TOKENS / TOKENS_A_SECOND) * 10_000;

// A process for each answer, as on Lambda, would take more memory than a laptop has.
const running = useStack({
  pace: { firstTokenMs: 50, tokensPerSecond: TOKENS_A_SECOND },
  processes: { processesPerFunction: 2, invocationsPerProcess: 500 },
});

interface Heard {
  /** How long after its time each delta came, taking the promptest of them for punctual, in milliseconds. */
  readonly late: readonly number[];
  /** Units of the answer that did not arrive, or in another order. */
  readonly lost: number;
}

async function hearAnswer({ socket }: Asking): Promise<Heard> {
  const messageId = newMessageId();
  const arrived: { readonly at: number; readonly until: number }[] = [];
  const timed = new Set<ServerMessage>();
  const listening = socket.hear('reply-delta', message => {
    if (message.replyId === replyIdOf(messageId) && !timed.has(message))
      arrived.push({ at: performance.now(), until: message.offset + message.text.length });
    timed.add(message);
    return false;
  });
  listening.catch(() => 'the socket was closed in the end');
  const text = question(messageId);
  socket.say({ type: 'message-send', messageId, text });
  const ended = await Promise.race([outcome(socket, messageId), wait(PATIENCE_MS, null, { ref: false })]);
  // Each came when the last of its text could have: at the pace of the model, from a moment that is not known.
  const lags = arrived.map(({ at, until }) => at - (until / PIECE / TOKENS_A_SECOND) * 1_000);
  const start = Math.min(...lags);
  return { late: lags.map(lag => lag - start), lost: ended?.text === ANSWER ? 0 : missing(ended?.text ?? '') };
}

/** How much of the answer is not as it was told. */
function missing(text: string): number {
  let same = 0;
  while (same < text.length && text[same] === ANSWER[same]) same += 1;
  return ANSWER.length - same;
}

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
  await expect.poll(() => running.stack.sockets.connections.all().length, { timeout: 20_000 }).toBe(0);
});

it.for(whenQuick([20, 100], [5, 20, 100, 250, 500, 1_000]))(
  '%i sockets with an answer each',
  async (sockets, { task }) => {
    running.stack.model.direct({ answer: () => ANSWER, pieces: PIECE });
    const askings = await runs(sockets, () => openAsking(running.stack.url), 16);
    const posts = () => [...running.stack.sockets.connections.posts.values()].reduce((sum, { posts: n }) => sum + n, 0);
    const before = posts();
    const began = performance.now();
    const heard = await Promise.all(
      askings.map(async (asking, i) => {
        await wait((i / sockets) * COMING_MS);
        return hearAnswer(asking);
      }),
    );
    const seconds = (performance.now() - began) / 1_000;
    running.stack.model.direct(null);
    for (const { socket } of askings) socket.close();
    const late = heard.flatMap(({ late: each }) => each);
    const lost = heard.reduce((sum, each) => sum + each.lost, 0);
    const what = `${sockets} sockets with an answer of ${TOKENS_A_SECOND} tokens a second each`;
    note(task, {
      area: 'service',
      what: `delay of a delta, ${what} (95th percentile)`,
      unit: 'ms',
      of: { 'lex-chat': [percentile(late, 0.95)] },
      target: atMost(400, percentile(late, 0.95), '400 ms'),
    });
    note(task, {
      area: 'service',
      what: `lost of the answers, ${what}`,
      unit: '%',
      of: { 'lex-chat': [(lost / ANSWER.length / sockets) * 100] },
      target: atMost(0, lost, '0'),
    });
    note(task, {
      area: 'service',
      what: `posts a second, ${what}`,
      unit: '',
      of: { 'lex-chat': [(posts() - before) / seconds] },
      target: atMost(7_000, (posts() - before) / seconds, '7,000'),
    });
  },
);
