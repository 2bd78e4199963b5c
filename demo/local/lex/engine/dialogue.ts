import type { ActiveContext, Attributes, DialogAction, IntentInSession, Message } from './session-state.ts';

/** Where a conversation stands between two turns. */
export interface Dialogue {
  readonly dialogAction: DialogAction;
  readonly intent: IntentInSession | undefined;
  readonly sessionAttributes: Attributes;
  /** Of the present request alone, so a new turn begins with others. */
  readonly requestAttributes: Attributes;
  readonly activeContexts: readonly ActiveContext[];
  /** How often the present question has been put again. */
  readonly retries: number;
}

/** A dialogue in the middle of an intent. */
export interface IntentDialogue extends Dialogue {
  readonly intent: IntentInSession;
}

/** What one thing that Lex does leads to. */
export interface Step {
  readonly dialogue: Dialogue;
  readonly messages: readonly Message[];
}

/** A conversation in which nothing has been said. */
export const NOTHING_SAID: Dialogue = {
  dialogAction: { type: 'ElicitIntent' },
  intent: undefined,
  sessionAttributes: {},
  requestAttributes: {},
  activeContexts: [],
  retries: 0,
};

export function isInIntent(dialogue: Dialogue): dialogue is IntentDialogue {
  return dialogue.intent !== undefined;
}

/** The dialogue with its intent changed in part. */
export function withIntent(dialogue: IntentDialogue, change: Partial<IntentInSession>): IntentDialogue {
  return { ...dialogue, intent: { ...dialogue.intent, ...change } };
}

/** The step with words before its own. */
export function saying(messages: readonly Message[], step: Step): Step {
  return messages.length === 0 ? step : { ...step, messages: [...messages, ...step.messages] };
}
