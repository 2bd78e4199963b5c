import { mentions } from '@lex-chat/demo/faults/fault';
import { MODEL_REFUSALS, modelRefuses, VENDOR_TEXT } from '@lex-chat/demo/faults/refusals';
import { WAITS } from '@lex-chat/backend/functions/waits';
import { newMessageId } from '@lex-chat/protocol';
import { describe, expect, it } from 'vitest';
import { readSecret } from '../stack/site.ts';
import { ask, freshProcesses, openAsking, runs, runsThatFail, useFaultyStack, WAIT_FACTOR } from './faulty-stack.ts';
import { measured, times, PATIENTLY } from './measured.ts';

describe.each([
  ['bedrock', times(3, 20, 1)],
  ['openai', times(1, 20)],
] as const)('asked as %s', (protocol, count) => {
  const running = useFaultyStack({ protocol });

  /** A visitor with a question, while the model does this to it. */
  const meet = async (fault: Parameters<typeof running.faults.model.set>[0], often = Infinity) => {
    const messageId = newMessageId();
    const set = running.faults.model.set(fault, { times: often, fits: mentions(messageId) });
    const { visitor, socket } = await openAsking(running.stack.url);
    const begun = performance.now();
    const told = await ask(socket, messageId);
    return { visitor, socket, messageId, set, told, ms: performance.now() - begun };
  };
  type Met = Awaited<ReturnType<typeof meet>>;

  const meetAll = (faults: readonly Parameters<typeof meet>[]) =>
    runsThatFail(running, faults.length, 3, index => meet(...faults[index]!));
  const each = <T>(kinds: readonly T[]) => kinds.flatMap(kind => Array.from({ length: count }, () => kind));
  const longest = (met: readonly Met[]) => Math.max(...met.map(({ ms }) => ms));
  const mostTries = (met: readonly Met[]) => Math.max(...met.map(({ set }) => set.met.length));
  const leave = (met: readonly Met[]) => met.forEach(({ socket }) => socket.close());

  it(
    `[R11] answers at the third try when the model (${protocol}) refused twice: three tries are all there are`,
    { timeout: PATIENTLY },
    async ({ task }) => {
      const met = await meetAll(each([[modelRefuses(MODEL_REFUSALS.throttled), 2]]));
      leave(met);
      expect(met.map(({ set }) => set.met.length)).toEqual(met.map(() => 2));
      measured(task).is(
        'answered',
        met.length,
        met.filter(({ told: { reason, text } }) => reason === 'complete' && text !== '').length,
      );
    },
  );

  it(
    `[R11] tells soon that a model (${protocol}) does not answer, and answers when the visitor asks again`,
    { timeout: PATIENTLY },
    async ({ task }) => {
      const met = await meetAll(
        each([
          // The fourth try, which the visitor asks for, is the first that is answered.
          [modelRefuses(MODEL_REFUSALS.throttled), 3],
          [modelRefuses(MODEL_REFUSALS.broken)],
          [modelRefuses(MODEL_REFUSALS.overloaded)],
          [{ does: 'cut' }],
        ]),
      );
      expect(met.map(({ told }) => told)).toEqual(
        met.map(() => ({ failure: 'unavailable', retryAfterMs: null, text: '', attempt: 0, reason: null })),
      );
      const told = await Promise.all(met.map(async ({ visitor }) => (await visitor.history()).entries));
      expect(told).toEqual(
        met.map(() => [expect.objectContaining({ role: 'visitor', failure: 'unavailable' }) as unknown]),
      );
      measured(task).atMost('longest wait for the error', 30_000, longest(met), 'ms');
      measured(task).atMost('upstream tries', 3, mostTries(met));

      for (const { set } of met) set.end();
      await freshProcesses(running);
      const again = await runs(met.length, index => ask(met[index]!.socket, met[index]!.messageId));
      const entries = await Promise.all(met.map(async ({ visitor }) => (await visitor.history()).entries));
      leave(met);
      measured(task).is('answered after Retry', met.length, again.filter(({ reason }) => reason === 'complete').length);
      expect(entries.map(({ length }) => length)).toEqual(met.map(() => 2));
    },
  );

  it(`[R11] does not wait for a model (${protocol}) that says nothing`, { timeout: PATIENTLY }, async ({ task }) => {
    const met = await meetAll(each([[{ does: 'hang' }]]));
    leave(met);
    expect(met.map(({ told }) => told.failure)).toEqual(met.map(() => 'unavailable'));
    const spared = WAITS.model.patience.silenceMs * (1 - WAIT_FACTOR);
    measured(task).atMost(
      `longest wait for the error${spared > 0 ? `, with the ${spared / 1_000} s by which this run shortens its patience` : ''}`,
      30_000,
      longest(met) + spared,
      'ms',
    );
    measured(task).atMost('upstream tries', 3, mostTries(met));
  });

  it(
    `[R11] tells how long the model (${protocol}) wants to be left alone`,
    { timeout: PATIENTLY },
    async ({ task }) => {
      await freshProcesses(running);
      const met = await meet(modelRefuses({ ...MODEL_REFUSALS.throttled, retryAfterSeconds: 20 }));
      leave([met]);
      measured(task).is('wait that the visitor is told, in ms', 20_000, met.told.retryAfterMs ?? 0);
      measured(task).is('upstream tries', 1, met.set.met.length);
    },
  );

  it(
    `[R11] asks once with a key (${protocol}) that is wrong or unpaid, calls the operator, and shows nothing of the vendor’s`,
    { timeout: PATIENTLY },
    async ({ task }) => {
      const met = await meetAll(
        each([MODEL_REFUSALS.wrongKey, MODEL_REFUSALS.unpaid]).map(kind => [modelRefuses(kind)]),
      );
      leave(met);
      const { value: key } = await readSecret(running.stack, 'model-key');
      const shown = JSON.stringify([
        met.map(({ socket }) => socket.heard),
        await Promise.all(met.map(({ visitor }) => visitor.history())),
        running.log,
      ]);
      const alarms = running.log.filter(line => line.includes('model-needs-operator'));
      measured(task).is('told', met.length, met.filter(({ told }) => told.failure === 'unavailable').length);
      measured(task).is('upstream tries', 1, mostTries(met));
      measured(task).is('operator alarms', met.length, alarms.length);
      measured(task).is(
        'vendor’s words or keys',
        0,
        [VENDOR_TEXT, key].filter(secret => shown.includes(secret)).length,
      );
    },
  );
});
