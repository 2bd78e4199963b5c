import type { Intent } from '@lex-chat/backend/bots/bot';

/** What Lex and its clients tell each other about a conversation, in the words of the Lex V2 runtime's wire. */
export interface SessionState {
  readonly dialogAction?: DialogAction;
  readonly intent?: IntentInSession;
  readonly sessionAttributes?: Attributes;
  readonly activeContexts?: readonly ActiveContext[];
  readonly originatingRequestId?: string;
  readonly runtimeHints?: RuntimeHints;
}

export type Attributes = Readonly<Record<string, string>>;

/** What Lex does next, or waits for. */
export type DialogAction =
  | { readonly type: 'ElicitSlot'; readonly slotToElicit: string }
  | { readonly type: 'ElicitIntent' | 'ConfirmIntent' | 'Delegate' | 'Close' | 'None' };

export interface IntentInSession {
  readonly name: string;
  readonly slots: Slots;
  readonly state: IntentState;
  readonly confirmationState: ConfirmationState;
}

export type IntentState = (typeof INTENT_STATES)[number];
export const INTENT_STATES = [
  'InProgress',
  'ReadyForFulfillment',
  'Fulfilled',
  'Failed',
  'Waiting',
  'FulfillmentInProgress',
] as const;

export type ConfirmationState = (typeof CONFIRMATION_STATES)[number];
export const CONFIRMATION_STATES = ['None', 'Confirmed', 'Denied'] as const;

/** Every slot of the intent; null until it is filled. */
export type Slots = Readonly<Record<string, SlotInSession | null>>;

export interface SlotInSession {
  readonly shape: 'Scalar';
  readonly value: SlotValue;
}

export interface SlotValue {
  readonly originalValue: string;
  readonly interpretedValue: string;
  readonly resolvedValues: readonly string[];
}

export interface ActiveContext {
  readonly name: string;
  readonly timeToLive: { readonly timeToLiveInSeconds: number; readonly turnsToLive: number };
  readonly contextAttributes: Attributes;
}

/** Phrases to expect in slots. They help speech, so text keeps them and does nothing with them. */
export interface RuntimeHints {
  /** By intent, then by slot. */
  readonly slotHints?: Readonly<Record<string, Readonly<Record<string, SlotHints>>>>;
}

export interface SlotHints {
  readonly runtimeHintValues: readonly { readonly phrase: string }[];
}

export type Message =
  | { readonly contentType: 'PlainText' | 'SSML' | 'CustomPayload'; readonly content: string }
  | { readonly contentType: 'ImageResponseCard'; readonly imageResponseCard: ImageResponseCard };

export interface ImageResponseCard {
  readonly title: string;
  readonly subtitle?: string;
  readonly imageUrl?: string;
  readonly buttons?: readonly { readonly text: string; readonly value: string }[];
}

/** One reading of what was said. FallbackIntent has no confidence. */
export interface Interpretation {
  readonly intent: IntentInSession;
  readonly nluConfidence?: { readonly score: number };
  readonly interpretationSource: 'Lex';
}

/** The slots of an intent at its beginning. */
export function emptySlots({ Slots = [] }: Intent): Slots {
  return Object.fromEntries(Slots.map(({ Name }) => [Name, null]));
}
