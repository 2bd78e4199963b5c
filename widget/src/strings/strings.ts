import type { EndReason, Source } from '@lex-chat/protocol';
import type { ConversationState } from '../conversation/conversation.ts';
import type { Language } from './language.ts';
import type { MoreStrings } from './more-strings.ts';

/** Every word that a visitor reads or hears in the open chat. A language that lacks one does not compile. */
export interface Strings {
  /** BCP 47. */
  readonly language: Language;
  readonly title: string;
  readonly close: string;
  /** The menu with what a visitor may do with their data. */
  readonly yourData: string;
  /** A part of the chat did not load. */
  readonly partFailed: string;
  readonly welcomeTitle: string;
  /** In place of the title, for a visitor whose name the page knows. */
  readonly greeting: (name: string) => string;
  readonly welcome: string;

  /** Beside the title: whether one may expect an answer. */
  readonly status: Readonly<Record<ConversationState['connection'] | 'over', string>>;
  readonly offline: string;
  /** There is a network, and yet no way to the service: nothing that the visitor could mend. */
  readonly unreachable: string;
  readonly fallback: string;
  readonly again: string;
  /** In place of a conversation that is over. */
  readonly beginAnew: string;

  readonly transcript: string;
  readonly loadingHistory: string;
  readonly historyFailed: string;
  readonly earlier: string;
  readonly loadingEarlier: string;
  /** Of the button that takes a reader back to the end, below which so many messages are new. */
  readonly latest: (count: number) => string;

  /** Said to those who listen, while the chat is closed. */
  readonly unread: (count: number) => string;

  /** Read out before a message, to say whose it is. */
  readonly yours: string;
  readonly theirs: string;
  readonly source: (source: Source) => string;
  readonly typing: string;
  readonly stop: string;
  /** Asks once more for an answer that broke off. */
  readonly askAgain: string;
  readonly ended: Readonly<Record<Exclude<EndReason, 'complete'>, string>>;
  /** Beside and inside the parts of a reply that are more than text. */
  readonly markdown: {
    /** What a block of code is called that does not say its language. */
    readonly code: string;
    readonly copy: string;
    readonly copied: string;
    readonly table: string;
    readonly done: string;
    readonly notDone: string;
  };

  readonly sending: string;
  readonly notSent: string;
  readonly retry: string;
  /** Why something failed, once the words of later parts have come. */
  readonly failures?: MoreStrings['failures'];

  readonly placeholder: string;
  readonly message: string;
  readonly send: string;
}
