import { createDayAllowance } from './day-allowance.ts';
import { restOfDay } from './day.ts';
import type { Ledger } from './ledger.ts';
import { atMost, type Passed, type Rate } from './rate.ts';

export interface RateLimits {
  /** Of the messages of one visitor. */
  readonly visitor: Rate;
  /** Most messages that one address may send in any minute, and most sessions that it may begin. */
  readonly addressMessages: number;
  readonly addressSessions: number;
  /** Most messages in a day (UTC), for the whole site. */
  readonly siteMessages: number;
}

/** How much is taken from whom. Both count what they let pass, and throw `UpstreamError`. */
export interface Rates {
  /** Of one visitor: counted where the message is stored. */
  readonly visitor: Rate;
  message(address: string): Promise<Passed>;
  session(address: string): Promise<Passed>;
  /** Of one conversation: telling a socket what it missed, which may be some fifty posts. */
  resume(conversationId: string): Promise<Passed>;
  /** Of one conversation: whatever else is asked and is no new message. */
  request(conversationId: string): Promise<Passed>;
  /** For a time when nobody waits: has the next message pass sooner. */
  prepare(): Promise<void>;
}

/** A visitor may ask for other things so many times as often as they may send messages: pages of history, the state of a reply. */
const REQUESTS_PER_MESSAGE = 4;

/**
 * Rates by `address`, a name that stands for a visitor's address without telling it: new visitors of it find it as they left it. What is asked besides messages is counted by
 * conversation, whichever of its sockets and requests it comes by: each costs one small write, and nothing of it is part of a turn.
 */
export function createRates(ledger: Ledger, limits: RateLimits, now: () => number = Date.now): Rates {
  const { visitor, addressMessages, addressSessions, siteMessages } = limits;
  const messages = atMost(addressMessages, Math.ceil(addressMessages / 4));
  // More at once than of messages: a class or an office opens a page together.
  const sessions = atMost(addressSessions, Math.ceil(addressSessions / 2));
  const requests = {
    perMinute: visitor.perMinute * REQUESTS_PER_MESSAGE,
    burst: visitor.burst * REQUESTS_PER_MESSAGE,
  };
  const day = createDayAllowance(ledger, 'site#messages', siteMessages, now);

  return {
    visitor,
    prepare: () => day.prepare(),
    session: address => ledger.pass(`${address}#sessions`, sessions),
    resume: conversationId => ledger.pass(`${conversationId}#resumes`, visitor),
    request: conversationId => ledger.pass(`${conversationId}#requests`, requests),
    async message(address) {
      const passed = await ledger.pass(`${address}#messages`, messages);
      if (!passed.ok || (await day.take())) return passed;
      return { ok: false, retryAfterMs: restOfDay(now()) };
    },
  };
}
