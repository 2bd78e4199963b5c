import { replyIdOf, type FailureCode } from '@lex-chat/protocol';
import type { Reply } from '../draft.ts';
import type { AnswerInvoker } from '../ports.ts';
import type { Draft, HistoryStore, TurnStore } from '../stores.ts';

export interface FollowPorts {
  readonly history: Pick<HistoryStore, 'find'>;
  readonly turns: Pick<TurnStore, 'read'>;
  readonly invoker: AnswerInvoker;
  readonly now: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** What is seen of a message's reply: how far it is, its end, or that there will be none. */
export type Seen =
  | { readonly state: 'growing' | 'ended'; readonly reply: Reply }
  | { readonly state: 'failed'; readonly code: FailureCode };

const FIRST_LOOK_MS = 50;
const SLOWEST_LOOK_MS = 500;
const SLOWING = 1.5;

/** A message that nobody has begun by then was asked of a function that never ran, in milliseconds. */
export const LOST_AFTER_MS = 2_000;

export interface Followed {
  readonly conversationId: string;
  readonly messageId: string;
  /** A reply of this attempt broke off, and is not the one that is waited for; 0 if there was none. */
  readonly formerAttempt: number;
  /** When the session began in whose name it is watched, in milliseconds since 1970. */
  readonly sessionBegan: number;
}

/**
 * Watches a reply that another function gives, by looking at what is stored, until it has ended or `signal` is aborted.
 * Looks are a few at first, for an intent answers at once, then two a second.
 */
export async function* follow(
  { conversationId, messageId, formerAttempt, sessionBegan }: Followed,
  ports: FollowPorts,
  signal: AbortSignal,
): AsyncGenerator<Seen> {
  const { history, turns, invoker, now, pause } = ports;
  const began = now();
  let hasCalledForHelp = false;
  let known: Draft | null = null;
  for (let wait = FIRST_LOOK_MS; !signal.aborted; wait = Math.min(wait * SLOWING, SLOWEST_LOOK_MS)) {
    await pause(wait, signal);
    const { leaseUntil, draft, loggedOut } = await turns.read(conversationId, known);
    if (sessionBegan <= loggedOut) {
      yield { state: 'failed', code: 'session-invalid' };
      return;
    }
    if (leaseUntil !== null && leaseUntil > now() && draft?.replyId === replyIdOf(messageId)) {
      known = draft;
      yield { state: 'growing', reply: { draft, reason: null } };
      continue;
    }

    const exchange = await history.find(conversationId, messageId);
    // Deleted while it was being answered.
    const failure = exchange ? exchange.message.failure : 'not-found';
    if (!exchange || failure !== null) {
      yield { state: 'failed', code: failure ?? 'not-found' };
      return;
    }
    if (exchange.reply && exchange.reply.attempt > formerAttempt) {
      const { id, reason, ...rest } = exchange.reply;
      yield { state: 'ended', reply: { draft: { replyId: id, ...rest }, reason } };
      return;
    }
    const isAbandoned = leaseUntil === null ? now() - began > LOST_AFTER_MS : leaseUntil <= now();
    if (isAbandoned && !hasCalledForHelp) {
      hasCalledForHelp = true;
      await invoker.invoke(conversationId, messageId);
    }
  }
}
