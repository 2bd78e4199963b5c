import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openAsking, runs } from '../../promises/faulty-stack.ts';
import { heapInUse } from '../../promises/heap.ts';
import { percentile } from '../../promises/measured.ts';
import { useStack } from '../../stack/stack.ts';
import { isQuick, note, whenQuick, type Target } from '../benchmark.ts';
import { hearAnswer } from './hear-answer.ts';
import { hearModel } from './hear-model.ts';
import { processorTime } from './processor-time.ts';

const TOKENS_A_SECOND = 20;
const TOKENS = whenQuick(60, 300);
const PIECE = 4;
const ANSWER = '말씀하신'.repeat(TOKENS);
const ANSWER_SECONDS = TOKENS / TOKENS_A_SECOND;
const IDLE = whenQuick(50, 500);
const RUNGS = whenQuick([20], [10, 20, 40, 60, 80, 100, 150, 200, 300, 500, 1_000]);
const DELAY_MAX_MS = 400;
/** A stand-in that has much to do waits a little too long between two tokens. */
const PACE_LEAST = TOKENS_A_SECOND * 0.975;
/** Of 1,000 sockets 7,000: the account's quota is 10,000 calls. */
const POSTS_MAX = 7;
/** As a crowd comes: one after the other, within a third of an answer. */
const COMING_MS = (ANSWER_SECONDS * 1_000) / 3;
/** An answer that takes ten times as long as it is told is counted as lost. */
const PATIENCE_MS = ANSWER_SECONDS * 10_000;

// A process for each answer, as on Lambda, would take more memory than a laptop has, and two seconds of the processor each until its code is
// compiled: with few, those that a rung is measured with have answered before. One has a core for itself, and is full where it has enough to do.
const running = useStack({
  pace: { firstTokenMs: 50, tokensPerSecond: TOKENS_A_SECOND },
  processes: { processesPerFunction: 4, invocationsPerProcess: 250 },
});

it('sockets that are open and say nothing', async ({ task }) => {
  const before = heapInUse();
  const askings = await runs(IDLE, () => openAsking(running.stack.url));
  note(task, {
    area: 'service',
    what: `heap of the gateway, and of whoever listens at the other end, for a socket, of ${IDLE}`,
    unit: 'kB',
    of: { 'lex-chat': [(heapInUse() - before) / IDLE / 1_000] },
  });
  for (const { socket } of askings) socket.close();
  await expect.poll(() => running.stack.sockets.connections.all().length, { timeout: 20_000 }).toBe(0);
});

interface Rung {
  /** The 95th percentiles of what was heard, in milliseconds. */
  readonly late: number;
  readonly first: number;
  /** In hundredths of all that was told. */
  readonly lost: number;
  /** Tokens a second of the model, as 95 of 100 sockets had them or more. */
  readonly pace: number;
  /** In the busiest second, and how many API Gateway refused. */
  readonly posts: number;
  readonly refused: number;
  /** Of the processor, in milliseconds for each socket and second; null where nobody tells. */
  readonly work: Work | null;
}

interface Work {
  readonly functions: number;
  readonly rest: number;
}

/** So many sockets at a time, each with an answer of its own. */
async function climb(sockets: number): Promise<Rung> {
  const { stack } = running;
  stack.model.direct({ answer: () => ANSWER, pieces: PIECE });
  const askings = await runs(sockets, () => openAsking(stack.url), 16);
  const model = hearModel(stack);
  const posts = watchPosts();
  const worked = workSoFar();
  const heard = await Promise.all(
    askings.map(async (asking, i) => {
      await wait((i / sockets) * COMING_MS);
      return hearAnswer(asking, model, { answer: ANSWER, piece: PIECE, patienceMs: PATIENCE_MS });
    }),
  );
  const working = workSoFar();
  const told = posts.stop();
  model.stop();
  stack.model.direct(null);
  for (const { socket } of askings) socket.close();
  await expect.poll(() => stack.sockets.connections.all().length, { timeout: 20_000 }).toBe(0);
  const firsts = heard.flatMap(({ first }) => first ?? []);
  const forEach = (total: number) => total / sockets / ANSWER_SECONDS;
  return {
    late: percentile(
      heard.flatMap(({ late }) => late),
      0.95,
    ),
    first: percentile(firsts, 0.95),
    lost: (heard.reduce((sum, { lost }) => sum + lost, 0) / ANSWER.length / sockets) * 100,
    pace: percentile(
      heard.map(({ pace }) => pace),
      0.05,
    ),
    posts: told.busiest,
    refused: told.refused,
    work: worked &&
      working && {
        functions: forEach(working.functions - worked.functions),
        rest: forEach(working.rest - worked.rest),
      },
  };
}

/** Counts the posts of each second from now on. */
function watchPosts() {
  const { posts } = running.stack.sockets.connections;
  const sum = (which: 'posts' | 'refused') => [...posts.values()].reduce((all, record) => all + record[which], 0);
  const began = sum('refused');
  const seen = [sum('posts')];
  const timer = setInterval(() => seen.push(sum('posts')), 1_000);
  return {
    stop() {
      clearInterval(timer);
      seen.push(sum('posts'));
      return {
        busiest: Math.max(...seen.slice(1).map((count, i) => count - seen[i]!)),
        refused: sum('refused') - began,
      };
    },
  };
}

/** Of the functions, and of all that is this process: gateway, tables, stand-ins, and the visitors. */
function workSoFar(): Work | null {
  const functions = processorTime(running.stack.functions.processes().map(({ pid }) => pid));
  const { user, system } = process.cpuUsage();
  return functions === null ? null : { functions, rest: (user + system) / 1_000 };
}

it('sockets with an answer each', async ({ task }) => {
  // Once for the processes to start.
  await climb(RUNGS[0]!);
  const rungs: Record<string, Rung> = {};
  let [most, highest]: [number, Rung | null] = [0, null];
  for (const sockets of RUNGS) {
    const rung = await climb(sockets);
    rungs[`${sockets} sockets`] = rung;
    // What more of them would wait for is no news; and a model that falls behind would have nobody wait.
    if (!(rung.late <= DELAY_MAX_MS && rung.lost === 0 && rung.pace >= PACE_LEAST)) break;
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
  line('tokens a second that the model gave (5th percentile)', '', ({ pace }) => pace);
  const aSocket = (highest?.posts ?? Infinity) / most;
  line('posts in the busiest second', '', ({ posts }) => posts, {
    shown: `≤ ${POSTS_MAX} a socket, of ${most}`,
    isMet: aSocket <= POSTS_MAX,
  });
  line('posts that were refused', '', ({ refused }) => refused);
  note(task, {
    area: 'service',
    what: `sockets with an answer of ${TOKENS_A_SECOND} tokens a second each, no delta later than ${DELAY_MAX_MS} ms (95th percentile), none lost, on ${availableParallelism()} cores`,
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
