import { CIRCUIT_TIMES, FAILURES_MAX } from '@lex-chat/backend/conversation/limits/circuit-breaker';
import { MODEL_REFUSALS, modelRefuses } from '@lex-chat/demo/faults/refusals';
import { newMessageId } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { ask, openAsking, useFaultyStack, WAIT_FACTOR } from './faulty-stack.ts';
import { measured, percentile, times } from './measured.ts';

// One process, as its memory is its own.
const running = useFaultyStack({ processes: { processesPerFunction: 1 } });

it('[R18] fails fast after ten failures, and answers again by itself', async ({ task }) => {
  const { visitor, socket } = await openAsking(running.stack.url);
  const broken = running.faults.model.set(modelRefuses(MODEL_REFUSALS.broken));
  while (broken.met.length < FAILURES_MAX) {
    expect(await ask(socket, newMessageId())).toMatchObject({ failure: 'unavailable' });
  }
  const opened = performance.now();

  const waits: number[] = [];
  for (let i = 0; i < times(5, 50); i++) {
    const begun = performance.now();
    const told = await ask(socket, newMessageId());
    waits.push(performance.now() - begun);
    expect(told).toMatchObject({ failure: 'unavailable' });
    expect(told.retryAfterMs).toBeGreaterThan(0);
  }
  measured(task).is('tries before it is left alone', FAILURES_MAX, broken.met.length);
  measured(task).atMost('told meanwhile, median', 300, percentile(waits, 0.5), 'ms');

  broken.end();
  const messageId = newMessageId();
  let told = await ask(socket, messageId);
  while (told.failure !== null) {
    // As long as it was told to wait.
    await new Promise(resolve => setTimeout(resolve, told.retryAfterMs ?? 0));
    told = await ask(socket, messageId);
  }
  socket.close();
  const openMs = performance.now() - opened;
  expect(told.reason).toBe('complete');
  expect(openMs).toBeGreaterThan(CIRCUIT_TIMES.openMs * WAIT_FACTOR * 0.5);
  measured(task).atMost(
    `answered again, at ${WAIT_FACTOR} of the usual wait`,
    CIRCUIT_TIMES.openMs * WAIT_FACTOR + 5_000,
    openMs,
    'ms',
  );
  expect((await visitor.history()).entries.at(-1)).toMatchObject({ role: 'assistant', text: told.text });
});
