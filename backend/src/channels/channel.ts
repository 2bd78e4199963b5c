import type { ChatMessage } from '@lex-chat/protocol';

/**
 * A platform over which people write who are on no page of the site. Each is one folder, which knows its wire and nothing of
 * conversations.
 */
export interface Channel {
  /** In its path and in the ids of its conversations: lower-case letters. */
  readonly name: string;
  /** What a request says, if it is the platform's. Never throws at what a stranger sends; throws `UpstreamError` where the channel's secret cannot be had. */
  hear(request: ChannelRequest): Promise<Heard>;
  /** Shows that somebody reads and is about to answer, where the platform has such signs. Throws `UpstreamError`. */
  showWorking(address: string): Promise<void>;
  /** Says these messages, in their order, as often cut as the platform's limits want it. Throws `UpstreamError`, and may then have said the first of them. */
  say(address: string, messages: readonly ChatMessage[], withinMs?: number): Promise<void>;
}

/** A request to a channel, as it came. */
export interface ChannelRequest {
  readonly method: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** To the byte. What is no UTF-8 has been replaced, and is under no signature any more. */
  readonly body: string;
}

export type Heard =
  /** Not the platform's: nothing of it was read. */
  | { readonly state: 'forged' }
  /** The platform asks whether this is the right place, and wants to read this. */
  | { readonly state: 'challenge'; readonly answer: string }
  /** What people have said, oldest first; nothing, where it was none of our concern. */
  | { readonly state: 'said'; readonly said: readonly Said[] };

/** What somebody said over a channel. */
export interface Said {
  /** The same whenever it is delivered, and nobody else's in this channel. */
  readonly key: string;
  /** Where it was said and is answered: letters, digits, `-` and `.`, at most 50. */
  readonly address: string;
  /** Who said it: letters, digits and `-`. */
  readonly person: string;
  /** Null for what is no text, such as a picture. */
  readonly text: string | null;
}

/** How long a reply may take to be said, with all its tries, in milliseconds: the conversation's lease lasts longer. */
export const SAY_WITHIN_MS = 10_000;

/** How long signs of working may take, in milliseconds: they are soon out of date. */
export const WORKING_WITHIN_MS = 2_000;
