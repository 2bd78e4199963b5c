import { WAITS } from '@lex-chat/backend/functions/waits';
import { mentions } from '@lex-chat/demo/faults/fault';
import { modelSays, type StreamEnd } from '@lex-chat/demo/faults/model-streams';
import { newMessageId } from '@lex-chat/protocol';
import { describe, expect, it } from 'vitest';
import { ask, openAsking, runsThatFail, useFaultyStack, WAIT_FACTOR } from './faulty-stack.ts';
import { measured, times, PATIENTLY } from './measured.ts';

const ENDS = [
  'cut',
  'stall',
  'stream-error',
  'throttled',
  'no-end-mark',
  'broken-chunk',
] as const satisfies StreamEnd[];

const PIECES = Array.from({ length: 20 }, (_, i) => `${i + 1}번째 조각이에요 😀. `);
const WHOLE = PIECES.join('');

describe.each([
  ['bedrock', times(3, 20, 1)],
  ['openai', times(1, 20)],
] as const)('asked as %s', (protocol, count) => {
  const running = useFaultyStack({ protocol });

  it(
    `[R12] keeps all that came before a stream (${protocol}) broke off, and answers once when asked again`,
    { timeout: PATIENTLY },
    async ({ task }) => {
      const ends = Array.from({ length: count }, () => ENDS).flat();
      const met = await runsThatFail(running, ends.length, 1, async index => {
        const end = ends[index]!;
        const messageId = newMessageId();
        const says = modelSays({ pieces: PIECES, end, pauseMs: 10 });
        const set = running.faults.model.set(says, { times: 1, fits: mentions(messageId) });
        const { visitor, socket } = await openAsking(running.stack.url);
        const begun = performance.now();
        const told = await ask(socket, messageId);
        const ms = performance.now() - begun;
        const before = (await visitor.history()).entries;
        const again = await ask(socket, messageId);
        const after = (await visitor.history()).entries;
        socket.close();
        return { end, set, told, ms, before, again, after };
      });

      expect(met.map(({ set }) => set.met.length)).toEqual(met.map(() => 1));
      for (const end of ENDS) {
        const of = met.filter(each => each.end === end);
        const kept = of.filter(({ told }) => told.text === WHOLE && told.reason === 'interrupted');
        const stored = of.filter(({ before: [, reply, ...more] }) => {
          const isSame = reply?.role === 'assistant' && reply.text === WHOLE && reply.reason === 'interrupted';
          return isSame && more.length === 0;
        });
        const answered = of.filter(({ again, after: [, reply, ...more] }) => {
          const isSame = reply?.role === 'assistant' && reply.text === again.text && reply.reason === 'complete';
          return isSame && again.attempt > 1 && more.length === 0;
        });
        measured(task).is(`${end}: kept whole and marked`, count, kept.length);
        measured(task).is(`${end}: the same in the history`, count, stored.length);
        measured(task).is(`${end}: one answer after Retry`, count, answered.length);
      }
      const spared = WAITS.model.patience.silenceMs * (1 - WAIT_FACTOR);
      measured(task).atMost(
        `stall noticed${spared > 0 ? `, with the ${spared / 1_000} s by which this run shortens its patience` : ''}`,
        30_000,
        Math.max(...met.map(({ ms }) => ms)) + spared,
        'ms',
      );
    },
  );
});
