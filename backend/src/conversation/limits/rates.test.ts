import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemoryLedger } from '../../adapters/memory-ledger.ts';
import { createDayAllowance } from './day-allowance.ts';
import { createRates } from './rates.ts';

/** Noon. */
const NOON = Date.UTC(2026, 10, 21, 12);
const LIMITS = {
  visitor: { perMinute: 30, burst: 10 },
  addressMessages: 120,
  addressSessions: 20,
  siteMessages: 1_000_000,
};

it('lets one address send so many messages in a minute, whoever sends them, and begin so many sessions [R41]', async () => {
  let clock = NOON;
  const rates = createRates(
    createMemoryLedger(() => clock),
    LIMITS,
    () => clock,
  );
  const passed = { messages: 0, sessions: 0, ofAnother: 0 };
  for (; clock <= NOON + 60_000; clock += 100) {
    if ((await rates.message('one')).ok) passed.messages++;
    if ((await rates.session('one')).ok) passed.sessions++;
  }
  if ((await rates.message('another')).ok) passed.ofAnother++;
  // One less where a minute has no whole number of milliseconds for each.
  expect(passed).toEqual({ messages: 119, sessions: 20, ofAnother: 1 });
});

it('lets no more pass than the site’s day has, and says when the next begins [R41]', async () => {
  let clock = NOON;
  const rates = createRates(
    createMemoryLedger(() => clock),
    { ...LIMITS, siteMessages: 3 },
    () => clock,
  );
  for (const address of ['a', 'b', 'c']) expect(await rates.message(address)).toEqual({ ok: true });
  expect(await rates.message('d')).toEqual({ ok: false, retryAfterMs: 12 * 3_600_000 });
  clock += 12 * 3_600_000;
  expect(await rates.message('d')).toEqual({ ok: true });
});

it('never lets the processes together have more than the day has, and loses no more than their batches [R41]', async () => {
  const processes = fc.integer({ min: 1, max: 5 });
  await fc.assert(
    fc.asyncProperty(
      processes,
      fc.integer({ min: 1, max: 4_000 }),
      fc.infiniteStream(fc.nat()),
      async (count, most, chance) => {
        const ledger = createMemoryLedger(() => NOON);
        const allowances = Array.from({ length: count }, () => createDayAllowance(ledger, 'day', most, () => NOON));
        let taken = 0;
        for (let i = 0; i < 4_500; i++) if (await allowances[chance.next().value % count]!.take()) taken++;
        expect(taken).toBeLessThanOrEqual(most);
        expect(taken).toBeGreaterThanOrEqual(most - count * 50);
      },
    ),
    { numRuns: 20 },
  );
});

it('writes to the ledger for one message in fifty, and for none that was prepared for', async () => {
  const ledger = createMemoryLedger(() => NOON);
  let writes = 0;
  const counted = { reserve: (...given: Parameters<typeof ledger.reserve>) => (writes++, ledger.reserve(...given)) };
  const allowance = createDayAllowance(counted, 'day', 1_000_000, () => NOON);
  await allowance.prepare();
  for (let i = 0; i < 50; i++) await allowance.take();
  expect(writes).toBe(1);
  await allowance.take();
  expect(writes).toBe(2);
});
