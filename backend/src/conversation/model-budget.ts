import type { Ledger } from './ledger.ts';
import type { Usage } from './ports.ts';

export interface BudgetLimits {
  /** In tokens a day (UTC), prompt and answer together. */
  readonly perVisitor: number;
  /** In tokens a day for the whole site. */
  readonly perSite: number;
}

/** What a model call may cost, taken before it is made. */
export interface Reservation {
  /** Makes it what it did cost. Without usage the reservation stands: better counted too much than not at all. */
  settle(usage: Usage | null): Promise<void>;
}

export interface ModelBudget {
  /** Takes the most that a call can cost; `exhausted` when the visitor or the site has no more for today. */
  reserve(visitorId: string, tokens: number): Promise<Reservation | 'exhausted'>;
}

/** The site's day is counted in so many places, so that no key of the table runs hot. */
const SHARDS = 16;

export function createModelBudget(
  ledger: Ledger,
  { perVisitor, perSite }: BudgetLimits,
  random: () => number = Math.random,
): ModelBudget {
  const perShard = Math.floor(perSite / SHARDS);

  /** Takes from the shard that chance picks, then from whichever still has as much. */
  const reserveOfSite = async (tokens: number): Promise<string | undefined> => {
    const first = Math.floor(random() * SHARDS);
    for (let i = 0; i < SHARDS; i++) {
      const key = `site#${(first + i) % SHARDS}`;
      if (await ledger.reserve(key, tokens, perShard)) return key;
    }
    return undefined;
  };

  return {
    async reserve(visitorId, tokens) {
      const visitorKey = `visitor#${visitorId}`;
      if (!(await ledger.reserve(visitorKey, tokens, perVisitor))) return 'exhausted';
      const siteKey = await reserveOfSite(tokens);
      if (siteKey === undefined) {
        await ledger.settle(visitorKey, -tokens);
        return 'exhausted';
      }
      return {
        async settle(usage) {
          if (!usage) return;
          const difference = usage.input + usage.output - tokens;
          if (difference === 0) return;
          await Promise.all([visitorKey, siteKey].map(key => ledger.settle(key, difference)));
        },
      };
    },
  };
}
