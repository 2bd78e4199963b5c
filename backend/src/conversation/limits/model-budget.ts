import type { Ledger } from './ledger.ts';
import type { Usage } from '../ports.ts';

export interface BudgetLimits {
  /** In tokens a day (UTC), prompt and answer together. */
  readonly perVisitor: number;
  /** In tokens a day for the whole site. */
  readonly perSite: number;
  /** About the most that one call takes, in tokens. */
  readonly perCall: number;
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

/** The site's day is counted in up to so many places, so that no key of the table runs hot. */
const SHARDS_MAX = 16;

/**
 * Fewest calls that a shard has room for. What is left of a shard when a call no longer fits is lost, so a small budget has
 * few shards, or one: it makes too few calls for a hot key.
 */
const CALLS_A_SHARD = 32;

export function shardsOf({ perSite, perCall }: BudgetLimits): number {
  return Math.max(1, Math.min(SHARDS_MAX, Math.floor(perSite / (CALLS_A_SHARD * perCall))));
}

export function createModelBudget(
  ledger: Ledger,
  limits: BudgetLimits,
  random: () => number = Math.random,
): ModelBudget {
  const { perVisitor, perSite } = limits;
  const shards = shardsOf(limits);
  const perShard = Math.floor(perSite / shards);

  /** Takes from the shard that chance picks, then from whichever still has as much. */
  const reserveOfSite = async (tokens: number): Promise<string | undefined> => {
    const first = Math.floor(random() * shards);
    for (let i = 0; i < shards; i++) {
      const counter = await ledger.reserve(`site#tokens#${(first + i) % shards}`, tokens, perShard);
      if (counter !== undefined) return counter;
    }
    return undefined;
  };

  return {
    async reserve(visitorId, tokens) {
      const visitors = await ledger.reserve(`${visitorId}#tokens`, tokens, perVisitor);
      if (visitors === undefined) return 'exhausted';
      const sites = await reserveOfSite(tokens);
      if (sites === undefined) {
        await ledger.settle(visitors, -tokens);
        return 'exhausted';
      }
      return {
        async settle(usage) {
          if (!usage) return;
          const difference = usage.input + usage.output - tokens;
          if (difference === 0) return;
          // To the day it was taken from, which may be over.
          await Promise.all([visitors, sites].map(counter => ledger.settle(counter, difference)));
        },
      };
    },
  };
}
