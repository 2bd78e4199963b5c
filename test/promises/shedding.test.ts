import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { newMessageId, SUBPROTOCOL } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { openVisitor } from '../stack/visitor.ts';
import { ask, openAsking, runs, type Asking } from './faulty-stack.ts';
import { heapInUse } from './heap.ts';
import { measured, percentile, PATIENTLY, times } from './measured.ts';

const running = useStack();

const CONVERSATIONS = 50;
const ATTEMPTS = 2_000;
const STORM_MS = 2_000;
/** By how much an answer may take longer meanwhile: in a quick run the storm and another test have the same two cores. */
const SLOWDOWN_MAX = times(4, 2);

interface Storm {
  readonly statuses: readonly number[];
  readonly knockedMs: number;
}

/** One message of each, evenly over the time of a storm; how long each took to be answered. */
function talk(askings: readonly Asking[], begin: (index: number) => number): Promise<readonly number[]> {
  return Promise.all(
    askings.map(async ({ socket }, index) => {
      await wait(begin(index));
      const begun = performance.now();
      expect(await ask(socket, newMessageId(), '안녕')).toMatchObject({ failure: null });
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

    // Once for the processes to start.
    await talk(askings, evenly);
    await isQuiet();
    const before = heapInUse();
    const mine = sockets.connections.all().map(({ id }) => id);
    const statuses: number[] = [];
    const strange: string[] = [];
    let storms = 0;
    let slowdown = Infinity;
    // Other things go on on this machine: one of three times it may have been theirs.
    while (storms++ < 3 && slowdown > SLOWDOWN_MAX) {
      const quiet = await talk(askings, evenly);
      const storm = startStorm();
      const told = once(storm, 'message') as Promise<[Storm]>;
      const during = await talk(askings, evenly);
      const [{ statuses: given, knockedMs }] = await told;
      expect(knockedMs).toBeLessThan(STORM_MS * 2);
      statuses.push(...given);
      strange.push(...sockets.connections.all().flatMap(({ id }) => (mine.includes(id) ? [] : [id])));
      storm.postMessage('leave');
      await once(storm, 'exit');
      await isQuiet();
      slowdown = Math.min(slowdown, percentile(during, 0.95) / percentile(quiet, 0.95));
    }

    const count = (status: number) => statuses.filter(one => one === status).length;
    const refusedPosts = strange.map(id => sockets.connections.posts.get(id)?.refused ?? 0);
    expect(count(101)).toBeGreaterThan(0);
    measured(task).is('let in, or refused with 429', statuses.length, count(101) + count(429));
    measured(task).atLeast('refused, of 2,000', 500, count(429));
    measured(task).is('dropped of those inside', 0, mine.filter(id => !sockets.connections.find(id)).length);
    measured(task).atMost('answers meanwhile, p95, by what it is when all is quiet', SLOWDOWN_MAX, slowdown);
    measured(task).is(
      'posts to those who have left',
      0,
      refusedPosts.reduce((sum, refused) => sum + refused, 0),
    );
    measured(task).atMost('memory of the gateway afterwards, by before', 1.2, heapInUse() / before);
    for (const { socket } of askings) socket.close();
  },
);
