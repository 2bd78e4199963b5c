import type {
  DialogCodeHookInvocationSetting,
  DialogState,
  ElicitationCodeHookInvocationSetting,
  Intent,
  ResponseSpecification,
} from '@lex-chat/backend/bots/bot';
import type { Dialogue, IntentDialogue, Step } from './dialogue.ts';
import type { HookResponse, Run } from './run.ts';
import type { IntentState, Slots } from './session-state.ts';

/** What Lex does of its own accord. Each step says what it has to say and goes on until it is the visitor's turn. */
export interface Steps {
  /** Begins an intent, with the slots that its utterance already filled. */
  begin(dialogue: Dialogue, intent: Intent, filled: Slots): Run<Step>;
  /** Goes on as the intent is defined: asks for the next slot, has it confirmed, fulfills it. */
  advance(dialogue: IntentDialogue): Run<Step>;
  /** Puts the question for a slot; `dialogue.retries` says how often it was put before. */
  askSlot(dialogue: IntentDialogue, slotName: string): Step;
  /** Has the intent confirmed, likewise. */
  askConfirmation(dialogue: IntentDialogue): Step;
  /** Passes through a stage of an intent, then does what stands `otherwise` where the stage leads nowhere. */
  pass(dialogue: IntentDialogue, stage: Stage, otherwise: Next): Run<Step>;
  /** Asks once more, unless a hook that hears of it knows better. */
  retry(dialogue: IntentDialogue, setting: ElicitationCodeHookInvocationSetting | undefined, ask: Next): Run<Step>;
  /** Does what a code hook wants, except for Delegate. */
  obey(dialogue: Dialogue, response: HookResponse): Run<Step>;
  /** Fulfills the intent, by its code hook if it has one. */
  fulfill(dialogue: IntentDialogue): Run<Step>;
  /** Says the intent's last words and ends it. */
  closeWithWords(dialogue: IntentDialogue): Run<Step>;
  /** Throws a LexFault when a turn goes through too many steps to come to an end. */
  count(dialogue: IntentDialogue): void;
  /** Ends the intent without a word. */
  close(dialogue: IntentDialogue, state: IntentState): Step;
}

export type Next = (dialogue: IntentDialogue) => Run<Step>;

/** A place in an intent where Lex says something, may ask a code hook, and goes on. */
export interface Stage {
  readonly response: ResponseSpecification | undefined;
  readonly next: DialogState | undefined;
  /** Left out: no hook stands here. */
  readonly hook?: {
    readonly setting: DialogCodeHookInvocationSetting | undefined;
    /** Whether an intent with a dialog hook asks it here without being told to. */
    readonly isAsked: boolean;
  };
}
