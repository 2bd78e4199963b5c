import type { Attributes, Elicitation, LexInspection, Part, ServerMessage } from '@lex-chat/protocol';
import type { FileType } from '@lex-chat/protocol/files';

/** What a visitor's words mean to the bot. */
export interface Understanding {
  readonly intent: string;
  /** From 0 to 1; null where Lex gives none, as for a slot's value. */
  readonly confidence: number | null;
  readonly isFallback: boolean;
  /** Whether Lex waits for a slot or a confirmation. */
  readonly elicits: Omit<Elicitation, 'kind'> | null;
  readonly messages: readonly BotMessage[];
  readonly sessionAttributes: Attributes;
  /** What else Lex said of it, for developers. */
  readonly inspection?: LexInspection;
}

export type BotMessage =
  | { readonly kind: 'text'; readonly text: string }
  | Extract<Part, { readonly kind: 'card' }>
  | Extract<Part, { readonly kind: 'payload' }>;

/** Finds the intent in a text and leads its dialogue. */
export interface IntentRecognizer {
  /** Whether the bot that a conversation is with speaks this locale. */
  speaks(locale: string, conversationId: string): boolean;
  /** Moves the dialogue on by one utterance: never to be called twice for one message. Throws `UpstreamError`. */
  recognize(utterance: Utterance, signal: AbortSignal): Promise<Understanding>;
}

export interface Utterance {
  readonly conversationId: string;
  /** The name under which the bot keeps this conversation, see `dialogueOf`. */
  readonly dialogueId: string;
  readonly messageId: string;
  readonly visitorId: string;
  readonly text: string;
  readonly locale: string;
  readonly sessionAttributes: Attributes;
}

/** What a model is asked: the newest turns last, beginning with the visitor, roles in alternation. */
export interface Prompt {
  readonly system: string;
  readonly turns: readonly PromptTurn[];
  readonly maxTokens: number;
}

export interface PromptTurn {
  readonly role: 'visitor' | 'assistant';
  readonly text: string;
  /** Those of the visitor's that the text names. A model that cannot read one of that type is told so. */
  readonly files?: readonly PromptFile[];
}

export interface PromptFile {
  /** `file-1`: in a prompt no two have the same, and it says nothing of what the visitor's machine calls it. */
  readonly name: string;
  readonly type: FileType;
  /** As Converse takes them; what is text is UTF-8. */
  readonly bytes: Uint8Array;
  /** About as many as a model takes it for. */
  readonly tokens: number;
}

export type ModelPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'finish'; readonly reason: 'complete' | 'length' | 'filtered'; readonly usage: Usage | null };

/** In tokens, as the model counts them. */
export interface Usage {
  readonly input: number;
  readonly output: number;
}

/** Continues a conversation in free text. */
export interface LanguageModel {
  readonly name: string;
  /** Any number of `text`, then one `finish`. Throws `UpstreamError` when the stream breaks off, aborts upstream on `signal`. */
  stream(prompt: Prompt, signal: AbortSignal): AsyncIterable<ModelPart>;
}

/** A piece of what stands on the site's own pages. */
export interface Passage {
  /** Of its page, and of what stands above it there. */
  readonly title: string;
  /** Absolute, by http or https; null where the page has none. */
  readonly url: string | null;
  readonly text: string;
}

export interface KnowledgeQuery {
  /** What is asked, with what was asked before it where it says little by itself. At most 1,000 UTF-16 code units. */
  readonly text: string;
  readonly conversationId: string;
}

/** Finds what the site's own pages say about a question. */
export interface Knowledge {
  /** The best first; none where nothing fits. Throws `UpstreamError`. */
  find(query: KnowledgeQuery, signal: AbortSignal): Promise<readonly Passage[]>;
}

/** Speaks to open sockets. */
export interface Gateway {
  /** `gone`: nobody is there any more. Throws `UpstreamError` when it could not be delivered. */
  post(connectionId: string, message: ServerMessage): Promise<'sent' | 'gone'>;
  /** Hangs up; nothing, if nobody is there any more. Throws `UpstreamError` when that could not be done. */
  close(connectionId: string): Promise<void>;
}

/** What the bot remembers of conversations. */
export interface BotMemory {
  /**
   * Forgets a dialogue (see `dialogueOf`) in every locale; nothing, if it knows of none. `busy`: it is being moved on, and is not
   * forgotten. Throws `UpstreamError`.
   */
  forget(dialogueId: string): Promise<'forgotten' | 'busy'>;
}

/** Has bots wait on for an answer that they asked for. */
export interface BotPatience {
  /** Begins the time anew after which the bot forgets the dialogue (see `dialogueOf`). `forgotten`: it has. Throws `UpstreamError`. */
  wait(dialogueId: string): Promise<'waiting' | 'forgotten'>;
}

/** Sees to it that a conversation is answered, elsewhere and soon. */
export interface AnswerInvoker {
  invoke(conversationId: string, messageId: string): Promise<void>;
}
