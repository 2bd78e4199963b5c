import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { newMessageId } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { AS_ON_LAMBDA, useStack } from '../stack/stack.ts';
import type { VisitorSocket } from '../stack/visitor.ts';
import { ask, forLex, openAsking, question, runs } from './faulty-stack.ts';
import { heapInUse } from './heap.ts';
import { measured, times, PATIENTLY } from './measured.ts';

const running = useStack({ pace: { firstTokenMs: 5, tokensPerSecond: 2_000 }, processes: AS_ON_LAMBDA });

const CLIENTS = times(10, 50);
const DROP_MS = times(1_000, 30_000);
/** Long enough that what is kept per message shows, and what settles late has settled. */
const WARM_UP_MS = times(3_000, 5 * 60_000);
const SOAK_MS = times(6_000, 60 * 60_000);

/** What a process of the functions holds in memory, on average, in bytes. */
function processMemory(): number {
  const pages = running.stack.functions
    .processes()
    .map(({ pid }) => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]));
  return (pages.reduce((sum, count) => sum + count, 0) * 4_096) / pages.length;
}

it(
  '[R45] keeps its memory and its sockets flat while clients come and go',
  { timeout: PATIENTLY },
  async ({ task }) => {
    const { stack } = running;
    const askings = await runs(CLIENTS, async () => {
      const asking = await openAsking(stack.url);
      await ask(asking.socket, newMessageId());
      return asking;
    });
    const begun = performance.now();
    const isOn = () => performance.now() - begun < WARM_UP_MS + SOAK_MS;
    const heaps: { readonly at: number; readonly bytes: number }[] = [];
    let said = 0;
    let dropped = 0;

    const talk = async (index: number) => {
      const { visitor, socket: first } = askings[index]!;
      let socket: VisitorSocket = first;
      let dropAt = performance.now() + (DROP_MS * (index + 1)) / CLIENTS;
      let turn = 0;
      while (isOn()) {
        const messageId = newMessageId();
        const text = turn % 3 < 2 ? forLex(turn % 3) : question(messageId);
        turn += 1;
        expect(await ask(socket, messageId, text)).toMatchObject({ failure: null });
        said += 1;
        if (performance.now() > dropAt) {
          socket.close();
          await socket.closed;
          dropped += 1;
          socket = await visitor.connect();
          dropAt += DROP_MS;
        }
        // A visitor reads what was said; their rate is limited elsewhere.
        await wait(times(300, 5_000));
      }
      socket.close();
      await socket.closed;
    };
    let processBefore = 0;
    const watch = async () => {
      await wait(WARM_UP_MS);
      processBefore = processMemory();
      while (isOn()) {
        heaps.push({ at: performance.now(), bytes: heapInUse() });
        await wait(times(500, 30_000));
      }
    };
    const watched = watch();
    await runs(CLIENTS, talk, CLIENTS);
    await watched;

    await expect.poll(() => stack.sockets.connections.all().length, { timeout: 10_000 }).toBe(0);
    measured(task).atLeast('messages answered', CLIENTS, said);
    measured(task).atLeast('drops', 1, dropped);
    measured(task).is('sockets left behind', 0, stack.sockets.connections.all().length);
    measured(task).atMost('processes', 8 * 5, stack.functions.processes().length);
    // The table of DynamoDB is in this process, and keeps what is said: some 2 KB a message, which are no leak.
    const kept = said * 2_048;
    const minutes = SOAK_MS / 60_000;
    measured(task).atMost(
      times(0, 1) === 1
        ? 'growth of gateway and stand-ins a minute'
        : 'growth of gateway and stand-ins in this short run',
      times(8, 1),
      (slope(heaps) * SOAK_MS - kept) / 1_048_576 / times(1, minutes),
      'MB',
    );
    measured(task).atMost(
      'growth of a function’s process, on average',
      times(64, 60),
      (processMemory() - processBefore) / 1_048_576,
      'MB',
    );
  },
);

/** Bytes a millisecond, by least squares. */
function slope(points: readonly { readonly at: number; readonly bytes: number }[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const at = mean(points.map(point => point.at));
  const bytes = mean(points.map(point => point.bytes));
  const above = points.reduce((sum, point) => sum + (point.at - at) * (point.bytes - bytes), 0);
  return above / points.reduce((sum, point) => sum + (point.at - at) ** 2, 0);
}
