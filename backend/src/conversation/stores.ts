import type {
  Attachment,
  Attributes,
  Entry,
  FailureCode,
  Feedback,
  MessageEntry,
  OpenReply,
  Part,
  ReplyEntry,
  Source,
} from '@lex-chat/protocol';
import type { ModeName } from './model/modes.ts';
import type { Rate } from './limits/rate.ts';

/** A message as a visitor sent it. */
export interface NewMessage {
  readonly id: string;
  readonly text: string;
  /** At least one, if there are any. */
  readonly attachments?: readonly Attachment[];
  readonly attributes: Attributes;
  /** What the model is to do with the text; without one it is chat. */
  readonly mode?: ModeName;
  /** Which model answers, of those that visitors may choose; without one it is the usual one. */
  readonly model?: string;
  /** Whether nobody but the bot is to know the text, and that no longer than it takes to answer it. */
  readonly obfuscated?: true;
  readonly locale: string;
  readonly visitorId: string;
}

/** A message in its place: orders of messages are even, the reply's is one more. */
export interface StoredMessage extends Omit<MessageEntry, 'place'> {
  readonly order: number;
  readonly attributes: Attributes;
  readonly mode?: ModeName;
  readonly model?: string;
  readonly locale: string;
  readonly visitorId: string;
}

export interface Exchange {
  readonly message: StoredMessage;
  readonly reply: ReplyEntry | null;
}

/** Keeps what was said, until a conversation is cleared: what stood in it then is never seen again, and not written to. Ids and orders belong to one conversation; all methods throw `UpstreamError`. */
export interface HistoryStore {
  /**
   * Stores a message once, in the next place; a second one under its id is a `duplicate` and changes nothing. Each counts
   * against the conversation's rate, if one is given; one that is `too-fast` is not stored, nor is one in a conversation that is held (`TurnStore.hold`).
   */
  accept(conversationId: string, message: NewMessage, rate?: Rate): Promise<Acceptance>;
  find(conversationId: string, messageId: string): Promise<Exchange | undefined>;
  /** The message next in order behind the one at `order`. */
  next(conversationId: string, order: number): Promise<StoredMessage | undefined>;
  /** Up to `limit` entries, the newest that stand before `before`, oldest first. */
  page(conversationId: string, limit: number, before?: number): Promise<Page>;
  /** Up to `limit` entries behind the entry `after` (null: from the first), oldest first; undefined if there is no such entry. */
  since(conversationId: string, after: string | null, limit: number): Promise<Page | undefined>;
  /** Up to `limit` entries that stand behind the order `place`, oldest first. */
  behind(conversationId: string, place: number, limit: number): Promise<Page>;
  /**
   * Stores the reply behind its message, clears the failure that the message was read with, and of an obfuscated one the text. A reply of a later attempt stays, and nothing is stored
   * of a worker that was fenced off: `superseded`. `by` is the attempt of the worker; it may store what one before it has left.
   */
  storeReply(
    conversationId: string,
    message: StoredMessage,
    reply: ReplyEntry,
    by?: number,
  ): Promise<'stored' | 'superseded'>;
  /** Marks a message as not answered, and clears the text of an obfuscated one; `superseded` where the worker was fenced off, whose attempt is `by`. */
  fail(conversationId: string, messageId: string, failure: FailureCode, by: number): Promise<'stored' | 'superseded'>;
  /** Marks a message that failed as still to be answered. */
  reopen(conversationId: string, messageId: string): Promise<void>;
  /** From here on, workers of an attempt before this one store nothing of this message, whenever they wake up. */
  fence(conversationId: string, message: Pick<StoredMessage, 'id' | 'order'>, attempt: number): Promise<void>;
  /** Keeps what the visitor thinks of a reply, in place of what they thought before. */
  rate(conversationId: string, replyId: string, feedback: Feedback): Promise<'stored' | 'unknown'>;
  /** Deletes every entry up to and with the order `place`. Repeated after a fault, it goes on. */
  erase(conversationId: string, place: number): Promise<void>;
  /** Deletes what was written of a message after it had been deleted: itself, if it was late, and the reply to it; nothing that was said since. */
  retract(conversationId: string, message: Pick<StoredMessage, 'id' | 'order'>): Promise<void>;
  /**
   * Puts a copy of what stands in one conversation behind what stands in another, as its visitor's. Repeated after a fault, it
   * goes on. Nobody answers what was moved: a message without a reply counts as failed, so that it can be sent again.
   */
  copy(from: string, to: { readonly conversationId: string; readonly visitorId: string }): Promise<void>;
}

export type Acceptance =
  | { readonly outcome: 'stored'; readonly message: StoredMessage; readonly connections: readonly Connected[] }
  | { readonly outcome: 'duplicate'; readonly turn: Under }
  | { readonly outcome: 'too-fast' };

/** What is being answered while a message is sent again. */
type Under = Pick<TurnState, 'attempt' | 'leaseUntil' | 'messageId' | 'isSettling'>;

export interface Page {
  readonly entries: readonly Entry[];
  /** The order to go on from; null when there is nothing further. */
  readonly rest: number | null;
}

/** An open socket of a conversation, and where it wants a running reply to go on. */
export interface Connected {
  readonly connectionId: string;
  readonly open: readonly OpenReply[];
  /** When it said so, in milliseconds since 1970. */
  readonly at: number;
  /** When its session ends, in milliseconds since 1970: from then on it is told nothing. */
  readonly until: number;
}

/** A reply while it is being given. */
export interface Draft {
  readonly replyId: string;
  readonly inReplyTo: string;
  readonly attempt: number;
  readonly locale: string;
  readonly source: Source;
  readonly text: string;
  readonly parts: readonly Part[];
}

/** What a conversation is at: one turn at a time, held by a lease. */
export interface TurnState {
  /** The attempt of the turn that holds or held the lease; only ever raised. */
  readonly attempt: number;
  /** When the lease ends, in milliseconds since 1970; null when nothing is being answered. */
  readonly leaseUntil: number | null;
  /** The message being answered, as far as is known. */
  readonly messageId: string | null;
  /** Whether it is only seen to what a worker left of it that died. */
  readonly isSettling: boolean;
  /** The reply a visitor asked to stop. */
  readonly stop: string | null;
  /** The order of the last message that was answered or failed. */
  readonly answered: number;
  /** The order up to which everything was deleted; 0 if nothing was. */
  readonly cleared: number;
  /** Messages to be answered afresh. */
  readonly again: readonly string[];
  /** Lex's session attributes after the last turn. */
  readonly sessionAttributes: Attributes;
  readonly connections: readonly Connected[];
  /** Sessions that began until then were logged out, in milliseconds since 1970: whoever waits in the name of one is told nothing. 0 if none was. */
  readonly loggedOut: number;
}

/** What a conversation is at, and what has been given of the reply. */
export interface TurnWithDraft extends TurnState {
  /** As of the last checkpoint. */
  readonly draft: Draft | null;
}

/** Lets one worker at a time answer a conversation, and tells it who listens. All methods throw `UpstreamError`. */
export interface TurnStore {
  /** Of the reply, nothing is read again that is `known` from before. */
  read(conversationId: string, known?: Draft | null): Promise<TurnWithDraft>;
  /** Takes the lease under the next attempt, to begin with this message; `busy` while another holds it. */
  claim(conversationId: string, messageId: string, leaseUntil: number): Promise<Claim | 'busy'>;
  /** Tells the holder of the lease that this message wants an answer too; `free` if nobody holds it. */
  knock(conversationId: string, messageId: string): Promise<'knocked' | 'free'>;
  /** Begins the next message under the same lease, as `attempt + 1`; it waits no more to be answered afresh. Undefined when the lease was lost. */
  advance(conversationId: string, attempt: number, step: Advance): Promise<TurnState | undefined>;
  /**
   * Keeps what was given so far, renews the lease. Undefined when the lease was lost: stop at once. `ends` says where the pieces end that
   * are kept apart: of the text, only what is behind them is written.
   */
  checkpoint(
    conversationId: string,
    attempt: number,
    draft: Draft | null,
    leaseUntil: number,
    ends?: readonly number[],
  ): Promise<TurnState | undefined>;
  /**
   * Keeps the last of the pieces that `ends` cuts the text into, each in UTF-16 code units from the beginning. It is written once, and counts from the
   * next checkpoint on; whoever takes the turn over before that has it too. Undefined when the lease was lost: then it is not kept.
   */
  keep(
    conversationId: string,
    message: StoredMessage,
    draft: Draft,
    ends: readonly number[],
  ): Promise<TurnState | undefined>;
  /** Gives the lease back, unless somebody has knocked: then it is still held, and nothing was written. */
  release(conversationId: string, attempt: number, done: Done): Promise<Released | 'lost'>;
  /** Asks for a message to be answered afresh. */
  again(conversationId: string, messageId: string): Promise<void>;
  /** Asks the holder of the lease to stop a reply; nothing, if that reply is not being given. */
  stop(conversationId: string, replyId: string): Promise<void>;
  /** Lists a socket, or changes where it wants to go on. */
  connect(conversationId: string, connected: Connected): Promise<TurnState>;
  disconnect(conversationId: string, connectionId: string): Promise<void>;
  /** Has the conversation take no message until then, in milliseconds since 1970. Whoever answers goes on. */
  hold(conversationId: string, until: number): Promise<TurnState>;
  /** Tells whoever answers, and whoever waits, that the sessions which began until `at` are over. */
  logOut(conversationId: string, at: number): Promise<TurnState>;
  /**
   * Takes everything that was said until now out of sight, and the lease from whoever holds it, whose writes fail from then on.
   * The sockets stay. Tells what has to be erased, and the state **before**.
   */
  clear(conversationId: string): Promise<Cleared>;
}

export interface Cleared {
  /** The order up to which entries are to be erased. */
  readonly place: number;
  readonly before: TurnState;
  /** The `cleared` of the dialogues that are over: of the one until now, and of the one before, whose forgetting may have broken off. */
  readonly over: readonly number[];
}

/** Knows which sessions are over before their time. All methods throw `UpstreamError`. */
export interface RevocationStore {
  /** Sessions of this conversation that began until then are over, in milliseconds since 1970; 0 if none is. */
  revokedUntil(conversationId: string): Promise<number>;
  /** Ends the sessions that began until `at`. Never begins one that was ended before. */
  revoke(conversationId: string, at: number): Promise<void>;
}

export interface Claim {
  readonly state: TurnWithDraft;
  /** Whether a worker died holding the lease. Then message, draft and stop are still those of its turn. */
  readonly isTakeOver: boolean;
}

export interface Released {
  readonly state: TurnState;
  /** The messages that were knocked for; the lease was given back only if there are none. */
  readonly knocks: readonly string[];
}

/** What a worker leaves behind when a message is done. */
export interface Done {
  readonly answered: number;
  readonly sessionAttributes: Attributes;
  /** Messages that are not to be answered afresh after all. */
  readonly done?: readonly string[];
}

export interface Advance extends Done {
  readonly messageId: string;
  readonly leaseUntil: number;
}

/** What is known of an open socket. */
export interface Connection {
  readonly connectionId: string;
  readonly conversationId: string;
  readonly visitorId: string;
  readonly locale: string;
  /** What stands for the address that it came from. */
  readonly address: string;
  /** When its session ends, in milliseconds since 1970. */
  readonly sessionExpiresAt: number;
}

/** Knows which socket speaks for which conversation. All methods throw `UpstreamError`. */
export interface ConnectionStore {
  open(connection: Connection): Promise<void>;
  find(connectionId: string): Promise<Connection | undefined>;
  close(connectionId: string): Promise<void>;
}
