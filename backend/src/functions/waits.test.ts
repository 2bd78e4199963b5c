import { expect, it } from 'vitest';
import { readWaits } from './waits.ts';

it('waits as long as is promised, unless a test shortens it [R11] [R12] [R15] [R17] [R18]', () => {
  const waits = readWaits({});
  // Told within 30 s, also when Lex has taken its time before.
  expect(waits.lexMs + waits.model.patience.silenceMs).toBeLessThan(30_000);
  expect(waits.model.retries.beginWithinMs).toBeLessThan(waits.model.patience.silenceMs);
  expect(waits.lexMs).toBeLessThan(10_000);
  expect(waits.lease).toEqual({ leaseMs: 15_000, checkpointMs: 1_000 });
  expect(waits.model.circuit).toEqual({ windowMs: 30_000, openMs: 30_000 });

  const short = readWaits({ WAIT_FACTOR: '0.1' });
  expect(short.lease).toEqual({ leaseMs: 1_500, checkpointMs: 100 });
  expect(short.model.patience.silenceMs).toBe(waits.model.patience.silenceMs / 10);
});

it('takes no factor that makes no sense', () => {
  for (const WAIT_FACTOR of ['0', '-1', '2', 'soon']) expect(() => readWaits({ WAIT_FACTOR })).toThrow('WAIT_FACTOR');
});
