import type { FailureCode } from './failure-code.ts';

/** Strings that a site hands to the bot with a message; Lex sees them as session attributes. */
export type Attributes = Readonly<Record<string, string>>;

/** Who gave a reply: an intent of the bot, a language model, or a channel such as Messenger. */
export interface Source {
  readonly kind: 'intent' | 'model' | 'channel';
  readonly name: string;
}

/** Why a reply ended. `interrupted`: it broke off, and what there is stays. */
export type EndReason = (typeof END_REASONS)[number];
export const END_REASONS = ['complete', 'length', 'filtered', 'stopped', 'interrupted'] as const;

/** What a reply holds besides its text. A widget passes over kinds it does not know. */
export type Part =
  /** A further message of the same reply begins at `offset` of its text. */
  | { readonly kind: 'break'; readonly offset: number }
  | ResponseCard
  | Elicitation
  | Citation
  /** A custom payload of the bot, for the site to show. */
  | { readonly kind: 'payload'; readonly content: string };

/** Lex asks for this slot, or, without one, to confirm an intent. What is left out is not known. */
export interface Elicitation {
  readonly kind: 'elicit';
  readonly intent: string;
  readonly slot: string | null;
  /** As Lex names it, such as `AMAZON.Date`. */
  readonly slotType?: string;
  /** Whether the answer is to be hidden: by whoever writes it as it is written, and from then on. */
  readonly obfuscated?: true;
  /** How long Lex waits for the answer before it forgets what was begun. */
  readonly idleSeconds?: number;
}

/** What stands wherever an obfuscated text would. */
export const OBFUSCATED_TEXT = '••••';

/** A page of the site that a reply rests on: `[number]` in its text points to it. */
export interface Citation {
  readonly kind: 'citation';
  /** From 1. */
  readonly number: number;
  readonly title: string;
  /** Absolute, by http or https; null where the page has no address. */
  readonly url: string | null;
}

/** Lex's `ImageResponseCard`. */
export interface ResponseCard {
  readonly kind: 'card';
  readonly title: string;
  readonly subtitle: string | null;
  readonly imageUrl: string | null;
  readonly buttons: readonly CardButton[];
}

export interface CardButton {
  readonly text: string;
  readonly value: string;
}

/** A file that came with a message, as its visitor sees it; never where it lies. */
export interface Attachment {
  /** A UUIDv7, minted by the service. */
  readonly id: string;
  /** As the visitor's machine calls it, for people to read. */
  readonly name: string;
  /** `csv` and the like; a later service may know others. */
  readonly type: string;
  /** In bytes, as it was brought. */
  readonly size: number;
  /** It was too long to be read as a whole: the model is shown its beginning, its end and what was counted. */
  readonly isExcerpt?: true;
}

/** A message as it is stored. */
export interface MessageEntry {
  readonly role: 'visitor';
  readonly id: string;
  readonly text: string;
  /** Whether the text is `OBFUSCATED_TEXT` in place of what was said. */
  readonly obfuscated?: true;
  /** The files that came with it; left out where there are none. */
  readonly attachments?: readonly Attachment[];
  /** Where it stands in the conversation's order, from 1, with gaps; its reply stands directly behind it. */
  readonly place?: number;
  /** When the service accepted it, in milliseconds since 1970. */
  readonly at: number;
  /** Set when the message could not be answered; sending it again under the same id tries afresh. */
  readonly failure: FailureCode | null;
}

/** A reply as it is stored. */
export interface ReplyEntry {
  readonly role: 'assistant';
  readonly id: string;
  readonly inReplyTo: string;
  /** From 1; a reply given afresh has a higher one. */
  readonly attempt: number;
  readonly text: string;
  readonly parts: readonly Part[];
  readonly locale: string;
  readonly source: Source;
  /** When it ended, in milliseconds since 1970. */
  readonly at: number;
  readonly reason: EndReason;
  /** What its visitor thought of it. */
  readonly feedback?: Feedback;
}

/** A visitor's opinion of a reply; a later one takes its place. */
export interface Feedback {
  readonly rating: Rating;
  readonly comment?: string;
}

export type Rating = (typeof RATINGS)[number];
export const RATINGS = ['up', 'down'] as const;

/** Something said in a conversation, in the order of the service. */
export type Entry = MessageEntry | ReplyEntry;
