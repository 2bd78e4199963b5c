import { answerConfirmation } from './answer-confirmation.ts';
import { answerSlot } from './answer-slot.ts';
import { isEligible, spendTurn, withTurnsLeft } from './contexts.ts';
import { isInIntent, type Dialogue, type IntentDialogue, type Step } from './dialogue.ts';
import { beginHeard, type Heard } from './heard.ts';
import type { LocaleModel } from './locale-model.ts';
import type { Ranked } from './classify.ts';
import type { Run } from './run.ts';
import { createSteps } from './create-steps.ts';

/** The chance and the clock of a turn. */
export interface World {
  readonly random: () => number;
  /** The visitor’s clock: a date whose UTC fields are what the clock shows. */
  readonly localTime: () => Date;
}

/** What may be meant by a text where a dialogue stands, the surest first. */
export function rank(model: LocaleModel, { activeContexts }: Dialogue, text: string, world: World): readonly Ranked[] {
  const hearing = { language: model.language, localTime: world.localTime };
  return model.classify(text, hearing).filter(({ intent }) => isEligible(intent, activeContexts));
}

/** Hears `text`, ranked already, where the dialogue stands, and answers. Any text in any dialogue gives a turn. */
export function* hear(
  model: LocaleModel,
  before: Dialogue,
  text: string,
  ranked: readonly Ranked[],
  world: World,
): Run<Step> {
  const hearing = { language: model.language, localTime: world.localTime };
  const heard: Heard = { model, steps: createSteps(model, world.random), text, hearing, ranked };
  const entered = { ...before, activeContexts: spendTurn(before.activeContexts) };
  const { dialogue, messages } = yield* answer(heard, entered);
  return {
    dialogue: { ...dialogue, activeContexts: withTurnsLeft(dialogue.activeContexts) },
    messages: messages.slice(0, MESSAGES_MAX),
  };
}

/** Lex gives at most so many in one answer. */
const MESSAGES_MAX = 10;

function* answer(heard: Heard, before: Dialogue): Run<Step> {
  const intent = before.intent && heard.model.findIntent(before.intent.name);
  if (!intent || !isInIntent(before)) return yield* beginHeard(heard, before);
  const { dialogAction: action } = before;
  switch (action.type) {
    case 'ElicitSlot':
      return yield* answerSlot(heard, before, intent, action.slotToElicit);
    case 'ConfirmIntent':
      return yield* answerConfirmation(heard, before, intent);
    case 'Delegate':
      // A client has left the next step to Lex: once it is known, the words are heard there.
      return yield* answerDelegated(heard, before);
    case 'ElicitIntent':
    case 'Close':
    case 'None':
      return yield* beginHeard(heard, before);
  }
}

function* answerDelegated(heard: Heard, before: IntentDialogue): Run<Step> {
  const step = yield* heard.steps.advance(before);
  const { type } = step.dialogue.dialogAction;
  return type === 'ElicitSlot' || type === 'ConfirmIntent' ? yield* answer(heard, step.dialogue) : step;
}
