import { dayOf } from '../conversation/limits/day.ts';
import type { Ledger } from '../conversation/limits/ledger.ts';
import { dueAfter, refused } from '../conversation/limits/rate.ts';

/** A ledger that lasts as long as the process: for tests, held to the same contract as DynamoDB's. */
export function createMemoryLedger(now: () => number = Date.now): Ledger {
  const dues = new Map<string, number>();
  const used = new Map<string, number>();

  return {
    async pass(key, rate) {
      const due = dueAfter(dues.get(key) ?? 0, now(), rate);
      if (due === undefined) return refused(rate);
      dues.set(key, due);
      return { ok: true };
    },
    async reserve(key, amount, most) {
      const counter = `${key}#${dayOf(now())}`;
      const soFar = used.get(counter) ?? 0;
      if (soFar + amount > most) return undefined;
      used.set(counter, soFar + amount);
      return counter;
    },
    async settle(counter, difference) {
      used.set(counter, (used.get(counter) ?? 0) + difference);
    },
  };
}
