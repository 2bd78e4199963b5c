import type { Ledger } from '../conversation/ledger.ts';

/** A ledger that lasts as long as the process: for tests, held to the same contract as DynamoDB's. */
export function createMemoryLedger(now: () => number = Date.now): Ledger {
  const due = new Map<string, number>();
  const used = new Map<string, number>();
  const today = (key: string) => `${key}#${new Date(now()).toISOString().slice(0, 10)}`;

  return {
    async pass(key, { perMinute, burst }) {
      const spacing = 60_000 / perMinute;
      const next = Math.max(due.get(key) ?? 0, now());
      if (next > now() + spacing * (burst - 1)) return { ok: false, retryAfterMs: Math.ceil(spacing) };
      due.set(key, next + spacing);
      return { ok: true };
    },
    async reserve(key, amount, most) {
      const soFar = used.get(today(key)) ?? 0;
      if (soFar + amount > most) return false;
      used.set(today(key), soFar + amount);
      return true;
    },
    async settle(key, difference) {
      used.set(today(key), (used.get(today(key)) ?? 0) + difference);
    },
  };
}
