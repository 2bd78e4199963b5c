import { setTimeout as wait } from 'node:timers/promises';
import { newMessageId, replyIdOf, type ServerMessage } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { heapInUse } from '../../promises/heap.ts';
import { openAsking, outcome, question, runs, type Asking } from '../../promises/faulty-stack.ts';
import { percentile } from '../../promises/measured.ts';
import { useStack } from '../../stack/stack.ts';
import { atMost, isQuick, note, whenQuick, type Target } from '../benchmark.ts';
import { processorTime } from './processor-time.ts';

const TOKENS_A_SECOND = 20;
const TOKENS = whenQuick(60, 300);
const PACE = { firstTokenMs: 50, tokensPerSecond: TOKENS_A_SECOND };
const PIECE = 4;
const ANSWER = '말씀하신'.repeat(TOKENS);
const ANSWER_SECONDS = TOKENS / TOKENS_A_SECOND;
const IDLE = whenQuick(50, 500);
const RUNGS = whenQuick([20], [10, 20, 40, 60, 80, 100, 150, 200, 300, 500, 1_000]);
const DELAY_MAX_MS = 400;
const POSTS_MAX = 7_000;
/** As a crowd comes: one after the other, within a third of an answer. */
const COMING_MS = (ANSWER_SECONDS * 1_000) / 3;
/** An answer that takes ten times as long as it is told is counted as lost. */
const PATIENCE_MS = ANSWER_SECONDS * 10_000;

// A process for each answer, as on Lambda, would take more memory than a laptop has, and two seconds of the processor each until its code is
// compiled: with few, those that a rung is measured with have answered before. One has a core for itself, and is full where it has enough to do.
const running = useStack({
  pace: PACE,
  processes: { processesPerFunction: 4, invocationsPerProcess: 250 },
});

interface Heard {
  /** How long after the model had said the first of it each delta came, in milliseconds: what it waited to be told together with what followed is in it. */
  readonly late: readonly number[];
  /** How long the first text took, over the model's own. */
  readonly first: number;
  /** Units of the answer that did not arrive, or in another order. */
  readonly lost: number;
}

/** When the stand-in for the model sent each piece of its answers, by the message that they answer. */
function hearModel(): { readonly sent: ReadonlyMap<string, readonly number[]>; readonly stop: () => void } {
  const sent = new Map<string, number[]>();
  const stop = running.stack.model.overhear(({ body }, onSent) => {
    const [asked] = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/.exec(body) ?? [];
    const times: number[] = [];
    sent.set(asked!, times);
    onSent(frames =>
      times.push(...Array.from(frames.toString('latin1').matchAll(/contentBlockDelta/g), () => performance.now())),
    );
  });
  return { sent, stop };
}

async function hearAnswer({ socket }: Asking, sent: ReadonlyMap<string, readonly number[]>): Promise<Heard> {
  const messageId = newMessageId();
  const arrived: { readonly at: number; readonly offset: number }[] = [];
  const timed = new Set<ServerMessage>();
  const listening = socket.hear('reply-delta', message => {
    if (message.replyId === replyIdOf(messageId) && !timed.has(message))
      arrived.push({ at: performance.now(), offset: message.offset });
    timed.add(message);
    return false;
  });
  listening.catch(() => 'the socket was closed in the end');
  const text = question(messageId);
  const began = performance.now();
  socket.say({ type: 'message-send', messageId, text });
  const ended = await Promise.race([outcome(socket, messageId), wait(PATIENCE_MS, null, { ref: false })]);
  const said = sent.get(messageId)!;
  return {
    late: arrived.map(({ at, offset }) => at - said[Math.floor(offset / PIECE)]!),
    first: (arrived[0]?.at ?? Infinity) - began - PACE.firstTokenMs,
    lost: ended?.text === ANSWER ? 0 : missing(ended?.text ?? ''),
  };
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

interface Rung {
  /** The 95th percentiles of what was heard. */
  readonly late: number;
  readonly first: number;
  /** In hundredths of all that was told. */
  readonly lost: number;
  readonly postsASecond: number;
  /** Of the processor, in milliseconds for each socket and second; null where nobody tells. */
  readonly work: { readonly functions: number; readonly rest: number } | null;
}

/** So many sockets at a time, each with an answer of its own. */
async function climb(sockets: number): Promise<Rung> {
  running.stack.model.direct({ answer: () => ANSWER, pieces: PIECE });
  const askings = await runs(sockets, () => openAsking(running.stack.url), 16);
  const { sent, stop } = hearModel();
  const posts = () => [...running.stack.sockets.connections.posts.values()].reduce((sum, { posts: n }) => sum + n, 0);
  const before = posts();
  const worked = workSoFar();
  const began = performance.now();
  const heard = await Promise.all(
    askings.map(async (asking, i) => {
      await wait((i / sockets) * COMING_MS);
      return hearAnswer(asking, sent);
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  const working = workSoFar();
  stop();
  running.stack.model.direct(null);
  for (const { socket } of askings) socket.close();
  const lost = heard.reduce((sum, each) => sum + each.lost, 0);
  return {
    late: percentile(
      heard.flatMap(({ late }) => late),
      0.95,
    ),
    first: percentile(
      heard.map(({ first }) => first),
      0.95,
    ),
    lost: (lost / ANSWER.length / sockets) * 100,
    postsASecond: (posts() - before) / seconds,
    work: worked &&
      working && {
        functions: (working.functions - worked.functions) / sockets / ANSWER_SECONDS,
        rest: (working.rest - worked.rest) / sockets / ANSWER_SECONDS,
      },
  };
}

/** Of the functions, and of all that is this process: gateway, tables, stand-ins, and the visitors. */
function workSoFar(): Rung['work'] {
  const functions = processorTime(running.stack.functions.processes().map(({ pid }) => pid));
  const { user, system } = process.cpuUsage();
  return functions === null ? null : { functions, rest: (user + system) / 1_000 };
}

it('sockets with an answer each', async ({ task }) => {
  const rungs: Record<string, Rung> = {};
  let [most, highest]: [number, Rung | null] = [0, null];
  for (const sockets of RUNGS) {
    const rung = await climb(sockets);
    rungs[`${sockets} sockets`] = rung;
    // What more of them would wait for is no news.
    if (rung.late > DELAY_MAX_MS || rung.lost > 0) break;
    [most, highest] = [sockets, rung];
  }
  const line = (what: string, unit: string, read: (rung: Rung) => number, target?: Target) =>
    note(task, {
      area: 'service',
      what: `${what}, each with an answer of ${TOKENS_A_SECOND} tokens a second`,
      unit,
      of: Object.fromEntries(Object.entries(rungs).map(([name, rung]) => [name, [read(rung)]])),
      ...(target && { target }),
    });
  line('delay of a delta (95th percentile)', 'ms', ({ late }) => late);
  line('first text, over the model’s own (95th percentile)', 'ms', ({ first }) => first);
  line('lost of the answers', '%', ({ lost }) => lost);
  const posts = Math.max(...Object.values(rungs).map(({ postsASecond }) => postsASecond));
  line('posts a second', '', ({ postsASecond }) => postsASecond, atMost(POSTS_MAX, posts, '7,000'));
  note(task, {
    area: 'service',
    what: `sockets with an answer of ${TOKENS_A_SECOND} tokens a second each, no delta later than ${DELAY_MAX_MS} ms (95th percentile), none lost`,
    unit: '',
    of: { 'lex-chat': [most] },
    ...(!isQuick && { target: { shown: '≥ 1,000', isMet: most >= 1_000 } }),
  });
  if (!highest?.work) return;
  note(task, {
    area: 'service',
    what: `of the processor, for a second of each of ${most} sockets`,
    unit: 'ms',
    of: { functions: [highest.work.functions], 'gateway, tables, stand-ins and visitors': [highest.work.rest] },
  });
});
