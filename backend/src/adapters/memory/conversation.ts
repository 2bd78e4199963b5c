import type { ReplyEntry } from '@lex-chat/protocol';
import type { Draft, StoredMessage, TurnWithDraft } from '../../conversation/stores.ts';

/** A conversation as it lies in memory. */
export interface Conversation {
  lastPlace: number;
  /** When the next message is due, if they came evenly. */
  due: number;
  /** Until then no message is taken. */
  heldUntil: number;
  /** The order up to which nothing is seen any more. */
  cleared: number;
  /** The same, before that. */
  clearedBefore: number;
  readonly messages: Map<string, StoredMessage & { readonly moved?: true }>;
  readonly replies: Map<string, ReplyEntry>;
  /** By message: the attempt from which on its workers may write. */
  readonly fences: Map<string, number>;
  turn: Omit<TurnWithDraft, 'cleared'> & {
    readonly knocks: readonly string[];
    /** The draft as far as it is in pieces, until the next checkpoint. */
    readonly kept: Draft | null;
  };
}

export const AT_REST: Conversation['turn'] = {
  attempt: 0,
  leaseUntil: null,
  messageId: null,
  isSettling: false,
  draft: null,
  stop: null,
  answered: 0,
  again: [],
  sessionAttributes: {},
  connections: [],
  loggedOut: 0,
  knocks: [],
  kept: null,
};
