import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { newMessageId, SUBPROTOCOL } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { openVisitor } from '../stack/visitor.ts';
import { ask, forLex, openAsking, runs, type Asking } from './faulty-stack.ts';
import { heapInUse } from './heap.ts';
import { ifAlone, measured, percentile, PATIENTLY, times } from './measured.ts';

const running = useStack();

const CONVERSATIONS = 50;
const ATTEMPTS = 2_000;
const STORM_MS = 2_000;
/** Each a quiet time and a storm: a single one has two answers beyond the 95th percentile, and what else goes on here decides them. */
const ROUNDS = times(2, 20, 1);

interface Storm {
  readonly statuses: readonly number[];
  readonly knockedMs: number;
}

/** One message of each, which Lex answers, evenly over the time of a storm; how long each took to be answered. */
function talk(askings: readonly Asking[], begin: (index: number) => number, turn: number): Promise<readonly number[]> {
  return Promise.all(
    askings.map(async ({ socket }, index) => {
      await wait(begin(index));
      const begun = performance.now();
      expect(await ask(socket, newMessageId(), forLex(turn))).toMatchObject({ failure: null });
      return performance.now() - begun;
    }),
  );
}

it(
  '[R43] refuses a crowd in order, and those who talk already hardly notice',
  { timeout: PATIENTLY },
  async ({ task }) => {
    const { sockets, url, functions } = running.stack;
    const askings = await runs(CONVERSATIONS, () => openAsking(url));
    const strangers = await runs(40, () => openVisitor(url));
    const evenly = (index: number) => (index / CONVERSATIONS) * STORM_MS;
    const isQuiet = async () => {
      await expect.poll(() => sockets.connections.all().length, { timeout: 20_000 }).toBe(CONVERSATIONS);
      const busy = () => functions.processes().filter(({ state }) => state === 'busy').length;
      await expect.poll(busy, { timeout: 30_000 }).toBe(0);
    };
    const startStorm = () => {
      const { port, pathname } = new URL(strangers[0]!.session.socketUrl);
      const protocols = strangers.map(({ session }) => `${SUBPROTOCOL}, ${session.token}`);
      const workerData = { port: Number(port), path: pathname, protocols, count: ATTEMPTS, ms: STORM_MS };
      return new Worker(new URL('storm.js', import.meta.url), { workerData });
    };

    const round = async () => {
      const quiet = await talk(askings, evenly, 0);
      const storm = startStorm();
      const told = once(storm, 'message') as Promise<[Storm]>;
      const during = await talk(askings, evenly, 1);
      const [{ statuses, knockedMs }] = await told;
      expect(knockedMs).toBeLessThan(STORM_MS * 2);
      const strange = sockets.connections.all().flatMap(({ id }) => (mine.includes(id) ? [] : [id]));
      storm.postMessage('leave');
      await once(storm, 'exit');
      await isQuiet();
      return { quiet, during, statuses, strange };
    };

    await isQuiet();
    const mine = sockets.connections.all().map(({ id }) => id);
    // Once for the processes to start.
    await round();
    const before = heapInUse();
    const rounds = await runs(ROUNDS, round, 1);
    const statuses = rounds.flatMap(one => one.statuses);
    const refusedPosts = rounds.flatMap(({ strange }) =>
      strange.map(id => sockets.connections.posts.get(id)?.refused ?? 0),
    );
    const slowest = (which: 'quiet' | 'during') =>
      percentile(
        rounds.flatMap(one => one[which]),
        0.95,
      );

    const count = (status: number) => statuses.filter(one => one === status).length;
    expect(count(101)).toBeGreaterThan(0);
    measured(task).is('let in, or refused with 429', statuses.length, count(101) + count(429));
    measured(task).atLeast('refused, of 2,000', 500, count(429) / ROUNDS);
    measured(task).is('dropped of those inside', 0, mine.filter(id => !sockets.connections.find(id)).length);
    measured(task).atMost(
      'answers meanwhile, p95, by what it is when all is quiet',
      ifAlone(2),
      slowest('during') / slowest('quiet'),
    );
    measured(task).is(
      'posts to those who have left',
      0,
      refusedPosts.reduce((sum, refused) => sum + refused, 0),
    );
    measured(task).atMost('memory of the gateway afterwards, by before', 1.2, heapInUse() / before);
    for (const { socket } of askings) socket.close();
  },
);
