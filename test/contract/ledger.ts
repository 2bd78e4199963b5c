import { newMessageId } from '@lex-chat/protocol';
import type { Ledger } from '@lex-chat/backend/conversation/limits/ledger';
import { describe, expect, it } from 'vitest';

/** What every ledger must do, whatever it is made of. `now` is the clock that it was given. */
export function describeLedger(name: string, open: (now: () => number) => Promise<Ledger>): void {
  describe(`${name} ledger`, () => {
    let clock = 1_790_000_000_000;
    const fresh = async () => ({ ledger: await open(() => clock), key: newMessageId() });
    const RATE = { perMinute: 30, burst: 10 };
    const passes = async (ledger: Ledger, key: string, times: number) => {
      let passed = 0;
      for (let i = 0; i < times; i++) if ((await ledger.pass(key, RATE)).ok) passed++;
      return passed;
    };

    it('lets a burst pass, then as many as the minute has [R41]', async () => {
      const { ledger, key } = await fresh();
      expect(await passes(ledger, key, 15)).toBe(10);
      clock += 2_000;
      expect(await passes(ledger, key, 5)).toBe(1);
      clock += 60_000;
      expect(await passes(ledger, key, 15)).toBe(10);
    });

    it('lets no more pass when they come at the same time', async () => {
      const { ledger, key } = await fresh();
      const passed = await Promise.all(Array.from({ length: 30 }, () => ledger.pass(key, RATE)));
      expect(passed.filter(({ ok }) => ok).length).toBeLessThanOrEqual(10);
    });

    it('tells when to come again, and keeps its word', async () => {
      const { ledger, key } = await fresh();
      await passes(ledger, key, 10);
      const refused = await ledger.pass(key, RATE);
      if (refused.ok) throw new Error('the burst was over');
      clock += refused.retryAfterMs;
      expect(await ledger.pass(key, RATE)).toEqual({ ok: true });
    });

    it('reserves all or nothing, of each key for itself', async () => {
      const { ledger, key } = await fresh();
      const counter = await ledger.reserve(key, 60, 100);
      if (counter === undefined) throw new Error('there was plenty');
      expect(await ledger.reserve(key, 60, 100)).toBeUndefined();
      expect(await ledger.reserve(key, 40, 100)).toBe(counter);
      expect(await ledger.reserve(`${key}-other`, 100, 100)).toBeDefined();
      await ledger.settle(counter, -50);
      expect(await ledger.reserve(key, 51, 100)).toBeUndefined();
      expect(await ledger.reserve(key, 50, 100)).toBe(counter);
    });

    it('gives back to the day that it was taken from, also when that is over [R42]', async () => {
      const { ledger, key } = await fresh();
      const yesterday = await ledger.reserve(key, 100, 100);
      if (yesterday === undefined) throw new Error('there was plenty');
      clock += 86_400_000;
      await ledger.settle(yesterday, -100);
      expect(await ledger.reserve(key, 101, 100)).toBeUndefined();
      expect(await ledger.reserve(key, 100, 100)).toBeDefined();
      expect(await ledger.reserve(key, 1, 100)).toBeUndefined();
    });

    it('reserves no more in parallel than one after the other [R42]', async () => {
      const { ledger, key } = await fresh();
      const reserved = await Promise.all(Array.from({ length: 30 }, () => ledger.reserve(key, 10, 100)));
      expect(reserved.filter(counter => counter !== undefined)).toHaveLength(10);
    });
  });
}
