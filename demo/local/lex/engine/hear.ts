import type { Intent, PromptSpecification } from '@lex-chat/backend/bots/bot';
import type { Ranked } from './classify.ts';
import { isInIntent, withIntent, type Dialogue, type IntentDialogue, type Step } from './dialogue.ts';
import { hearConfirmation } from './hear-confirmation.ts';
import { interpret } from './interpret.ts';
import type { LocaleModel } from './locale-model.ts';
import type { Interpretation, Slots, SlotValue } from './session-state.ts';
import { createSteps, type Steps } from './steps.ts';

/** What a turn leads to, and how the visitor's words can be read. */
export interface Turn extends Step {
  readonly interpretations: readonly Interpretation[];
}

/** Hears `text` where the dialogue stands, and answers. Any text in any dialogue gives a turn. */
export function hear(model: LocaleModel, before: Dialogue, text: string, random: () => number): Turn {
  const heard: Heard = { model, steps: createSteps(model, random), text, ranked: model.classify(text) };
  const step = answer(heard, before);
  return { ...step, interpretations: interpret(model, heard.ranked, step.dialogue.intent) };
}

interface Heard {
  readonly model: LocaleModel;
  readonly steps: Steps;
  readonly text: string;
  readonly ranked: readonly Ranked[];
}

/** What visitors must reach to leave a question unanswered for another intent. */
const CLEAR = 0.75;
const CERTAIN = 1;

function answer(heard: Heard, before: Dialogue): Step {
  const intent = before.intent && heard.model.findIntent(before.intent.name);
  if (!intent || !isInIntent(before)) return answerIntent(heard, before);
  const { dialogAction: action } = before;
  switch (action.type) {
    case 'ElicitSlot':
      return answerSlot(heard, before, intent, action.slotToElicit);
    case 'ConfirmIntent':
      return answerConfirmation(heard, before, intent);
    case 'Delegate':
      // A client has left the next step to Lex: once it is known, the words are heard there.
      return answerDelegated(heard, before);
    case 'ElicitIntent':
    case 'Close':
    case 'None':
      return answerIntent(heard, before);
  }
}

function answerDelegated(heard: Heard, before: IntentDialogue): Step {
  const step = heard.steps.advance(before);
  const isQuestion =
    step.dialogue.dialogAction.type === 'ElicitSlot' || step.dialogue.dialogAction.type === 'ConfirmIntent';
  return isQuestion ? answer(heard, step.dialogue) : step;
}

function answerIntent({ model, steps, ranked }: Heard, before: Dialogue): Step {
  const [best] = ranked;
  if (!best || best.score < model.threshold) return steps.begin(before, model.fallback, {});
  return steps.begin(before, best.intent, slotsOf(model, best));
}

function answerSlot(heard: Heard, before: IntentDialogue, intent: Intent, slotName: string): Step {
  const { model, steps, text } = heard;
  const slot = intent.Slots?.find(({ Name }) => Name === slotName);
  if (!slot) return answerIntent(heard, before);
  const { PromptSpecification: prompt, SlotCaptureSetting: capture } = slot.ValueElicitationSetting;

  const certain = otherIntent(heard, intent, CERTAIN);
  if (certain) return steps.begin(before, certain.intent, slotsOf(model, certain));

  const value = model.hearSlot(intent, slotName, text);
  if (value) {
    const filled = withIntent(before, { slots: { ...before.intent.slots, [slotName]: scalar(value) } });
    return steps.respond(filled, capture?.CaptureResponse, capture?.CaptureNextStep, steps.advance);
  }

  const clear = otherIntent(heard, intent, CLEAR);
  if (clear) return steps.begin(before, clear.intent, slotsOf(model, clear));
  if (mayRetry(before, prompt)) return steps.askSlot({ ...before, retries: before.retries + 1 }, slotName);
  return steps.respond(
    withIntent(before, { state: 'Failed' }),
    capture?.FailureResponse,
    capture?.FailureNextStep,
    failed => steps.close(failed, 'Failed'),
  );
}

function answerConfirmation(heard: Heard, before: IntentDialogue, intent: Intent): Step {
  const { model, steps, text } = heard;
  const setting = intent.IntentConfirmationSetting;
  switch (hearConfirmation(text)) {
    case 'yes': {
      const confirmed = withIntent(before, { confirmationState: 'Confirmed' });
      return steps.respond(confirmed, setting?.ConfirmationResponse, setting?.ConfirmationNextStep, steps.advance);
    }
    case 'no': {
      const denied = withIntent(before, { confirmationState: 'Denied' });
      return steps.respond(denied, setting?.DeclinationResponse, setting?.DeclinationNextStep, declined =>
        steps.close(declined, 'Failed'),
      );
    }
    case undefined: {
      const clear = otherIntent(heard, intent, CLEAR);
      if (clear) return steps.begin(before, clear.intent, slotsOf(model, clear));
      if (mayRetry(before, setting?.PromptSpecification))
        return steps.askConfirmation({ ...before, retries: before.retries + 1 });
      return steps.respond(
        withIntent(before, { state: 'Failed' }),
        setting?.FailureResponse,
        setting?.FailureNextStep,
        failed => steps.close(failed, 'Failed'),
      );
    }
  }
}

/** Whether the visitor has turned to something else. */
function otherIntent({ ranked }: Heard, intent: Intent, atLeast: number): Ranked | undefined {
  const [best] = ranked;
  return best && best.intent !== intent && best.score >= atLeast ? best : undefined;
}

function mayRetry({ retries }: Dialogue, prompt: PromptSpecification | undefined): boolean {
  return prompt !== undefined && retries < prompt.MaxRetries;
}

function slotsOf(model: LocaleModel, { intent, slotTexts }: Ranked): Slots {
  const values = Object.entries(slotTexts).flatMap(([slot, text]) => {
    const value = model.hearSlot(intent, slot, text);
    return value ? [[slot, scalar(value)] as const] : [];
  });
  return Object.fromEntries(values);
}

function scalar(value: SlotValue) {
  return { shape: 'Scalar' as const, value };
}
