import type { ConversationResume, MessageEntry, ServerMessage } from '@lex-chat/protocol';
import type { AnswerInvoker } from './ports.ts';
import type { Connection, HistoryStore, TurnStore } from './stores.ts';
import { replay } from './delivery/replay.ts';

export interface ResumePorts {
  readonly history: HistoryStore;
  readonly turns: TurnStore;
  readonly invoker: AnswerInvoker;
  readonly now: () => number;
}

/** More than this is cheaper to load as history. */
const RESUME_MAX_ENTRIES = 50;

/**
 * Tells a socket what it missed. A reply that is running now goes on from where the socket says, told by its worker;
 * where nobody is working on an unanswered message, somebody is asked to.
 */
export async function* resume(
  { conversationId, connectionId, sessionExpiresAt: until }: Connection,
  { after, open }: ConversationResume,
  ports: ResumePorts,
): AsyncGenerator<ServerMessage> {
  const { history, turns, invoker, now } = ports;
  const state = await turns.connect(conversationId, { connectionId, open, at: now(), until });
  const missed = await history.since(conversationId, after, RESUME_MAX_ENTRIES);
  const entries = missed?.entries ?? [];
  for (const entry of entries) yield* replay(entry);
  yield { type: 'resumed', complete: missed?.rest === null };

  const replied = new Set(entries.map(entry => (entry.role === 'assistant' ? entry.inReplyTo : null)));
  const unanswered = entries.find(
    (entry): entry is MessageEntry => entry.role === 'visitor' && entry.failure === null && !replied.has(entry.id),
  );
  const isAttended = state.leaseUntil !== null && state.leaseUntil > now();
  // Whoever held the lease may have died over a message that has an older reply, which broke off.
  const left = unanswered?.id ?? state.again[0] ?? (state.leaseUntil !== null ? state.messageId : null);
  if (left !== null && !isAttended) await invoker.invoke(conversationId, left);
}
