import type { Attributes, EndReason, Entry, Part, Source } from './entry.ts';
import type { FailureCode } from './failure-code.ts';

/** The WebSocket subprotocol of version 1. The session token travels as a second value beside it. */
export const SUBPROTOCOL = 'lex-chat.v1';

/** Everything a widget may say on the socket. */
export type ClientMessage = MessageSend | ReplyStop | ConversationResume | { readonly type: 'ping' };

/** What a visitor says. Sent again under the same id it is the same message. */
export interface MessageSend {
  readonly type: 'message-send';
  readonly messageId: string;
  readonly text: string;
  /** What is to be done with the text, by a name that the session's `features` offer as `mode:…`; without one it is chat. */
  readonly mode?: string;
  /** Which model answers, by a name that they offer as `model:name:label`; any other is the usual one. */
  readonly model?: string;
  /** Receipts for the files that come with it, at most five: see `POST /uploads/{uploadId}`. */
  readonly uploads?: readonly string[];
  readonly attributes?: Attributes;
  /** Whether it answers an obfuscated slot: then the bot alone hears the text, and it is kept no longer than that takes. */
  readonly obfuscated?: true;
}

export interface ReplyStop {
  readonly type: 'reply-stop';
  readonly replyId: string;
}

export interface ConversationResume {
  readonly type: 'conversation-resume';
  /** The last entry behind which nothing is open, or null. */
  readonly after: string | null;
  readonly open: readonly OpenReply[];
}

/** How far a receiver has got with a reply. */
export interface OpenReply {
  readonly replyId: string;
  readonly attempt: number;
  /** In UTF-16 code units. */
  readonly length: number;
}

/** Everything the service may say back. A reply is `reply-start (reply-delta | reply-part)* reply-end`. */
export type ServerMessage =
  | MessageAccepted
  | { readonly type: 'entry'; readonly entry: Entry }
  | { readonly type: 'resumed'; readonly complete: boolean }
  /** The visitor has deleted what was said so far, here or elsewhere. */
  | { readonly type: 'history-deleted' }
  | TurnInspected
  | ReplyMessage
  | Failure
  | { readonly type: 'pong' };

/** `place` as in the message's entry: two tabs that speak at the same time learn who was first. */
export interface MessageAccepted {
  readonly type: 'message-accepted';
  readonly messageId: string;
  readonly place?: number;
}

/** How a message was answered: told behind the end of its turn, to those whom their site lets look. */
export interface TurnInspected {
  readonly type: 'turn-inspected';
  /** An `Inspection`, which whoever shows it reads by `parseInspection`: to nobody else it is worth the code for that. */
  readonly inspection: unknown;
}

export type ReplyMessage = ReplyStart | ReplyDelta | ReplyPart | ReplyEnd;

export interface ReplyStart {
  readonly type: 'reply-start';
  readonly replyId: string;
  readonly inReplyTo: string;
  readonly attempt: number;
  readonly locale: string;
  readonly source: Source;
}

/** `text` stands at `offset` of the reply, in UTF-16 code units. It may repeat what is known; it never splits a surrogate pair. */
export interface ReplyDelta {
  readonly type: 'reply-delta';
  readonly replyId: string;
  readonly attempt: number;
  readonly offset: number;
  readonly text: string;
}

export interface ReplyPart {
  readonly type: 'reply-part';
  readonly replyId: string;
  readonly attempt: number;
  readonly index: number;
  readonly part: Part;
}

/** A receiver that holds less than `length` units or `parts` parts has missed something and resumes. */
export interface ReplyEnd {
  readonly type: 'reply-end';
  readonly replyId: string;
  readonly attempt: number;
  readonly reason: EndReason;
  readonly length: number;
  readonly parts: number;
}

export interface Failure {
  readonly type: 'failure';
  readonly code: FailureCode;
  /** For the developer of a client; never shown to a visitor. */
  readonly detail?: string;
  readonly messageId?: string;
  readonly retryAfterMs?: number;
}
