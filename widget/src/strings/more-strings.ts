import type { FailureCode } from '@lex-chat/protocol';
import type { SlotKind } from '../asking/slot-kind.ts';

/** Words of what comes later than an answer, or not at all: they travel apart from those that every chat needs. */
export interface MoreStrings extends CardStrings {
  readonly charactersLeft: (count: number) => string;
  readonly charactersOver: (count: number, most: number) => string;
  /** Without them it is said that something failed, and not why. */
  readonly failures: Readonly<Record<FailureCode, string>>;
  readonly asking: AskingStrings;
  readonly replyTools: ReplyToolsStrings;
  readonly attaching: AttachingStrings;
  readonly yourDataMenu: YourDataStrings;
}

/** What a response card of Lex says besides its own words. */
export interface CardStrings {
  readonly image: string;
  readonly choices: string;
}

/** Where Lex asks for something that there is a control for. */
export interface AskingStrings {
  /** What the control takes; for all but the confirmation below the field as well, as an example. */
  readonly labels: Readonly<Record<SlotKind, string>>;
  /** An example of what is asked for; empty where the control says it all. */
  readonly hints: Readonly<Record<SlotKind, string>>;
  /** That nobody else sees what is written. */
  readonly hidden: string;
  /** Gives the text field back, for an answer in words. */
  readonly inWords: string;
  /** And the control. */
  readonly byControl: string;
  readonly invalidMail: string;
  /** Lex is about to forget what was begun, in so many seconds. */
  readonly forgetsSoon: (seconds: number) => string;
  readonly goOn: string;
  readonly forgotten: string;
  readonly startOver: string;
}

/** Below a reply. */
export interface ReplyToolsStrings {
  readonly tools: string;
  readonly sources: string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly up: string;
  readonly down: string;
  readonly whatWasWrong: string;
  readonly sendComment: string;
  readonly skip: string;
  readonly thanks: string;
  readonly notRated: string;
}

/** What is said about files. */
export interface AttachingStrings {
  readonly attach: string;
  readonly list: string;
  readonly remove: (name: string) => string;
  readonly bringing: string;
  readonly inspecting: string;
  readonly excerpt: string;
  readonly ready: (name: string) => string;
  /** Sent where the visitor wrote nothing. */
  readonly summarise: string;
  readonly wait: string;
  readonly drop: string;
  /** By the code of the service. */
  readonly refused: Readonly<Record<string, string>> & { readonly unavailable: string };
}

/** What is said about the visitor's own data. */
export interface YourDataStrings {
  /** Above the models to choose from. */
  readonly models: string;
  /** The one that answers where none is chosen. */
  readonly usualModel: string;
  readonly download: string;
  readonly remove: string;
  readonly logOut: string;
  readonly title: string;
  readonly question: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly working: string;
  readonly removeFailed: string;
  readonly downloadFailed: string;
}
