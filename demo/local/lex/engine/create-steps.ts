import type { PromptSpecification } from '@lex-chat/backend/bots/bot';
import { dependencyFailed } from '../lex-fault.ts';
import { defaultSlots } from './default-slots.ts';
import { withIntent, type IntentDialogue, type Step } from './dialogue.ts';
import { createDialogHook } from './dialog-hook.ts';
import { createFulfillment } from './fulfillment.ts';
import type { LocaleModel } from './locale-model.ts';
import { createPassing } from './pass-stage.ts';
import { proposeRetry } from './propose.ts';
import { ask } from './say.ts';
import { emptySlots } from './session-state.ts';
import type { Steps } from './steps.ts';

/** More steps than that in one turn are a circle: StartIntent round and round, or hooks that delegate to each other. */
const STEPS_MAX = 50;

/** The steps of one turn. */
export function createSteps(model: LocaleModel, random: () => number): Steps {
  let taken = 0;
  const steps: Steps = {
    *begin(dialogue, intent, filled) {
      const { InitialResponseSetting: setting } = intent;
      const slots = { ...emptySlots(intent), ...defaultSlots(intent, dialogue), ...filled };
      const begun: IntentDialogue = {
        ...dialogue,
        retries: 0,
        intent: { name: intent.Name, slots, state: 'InProgress', confirmationState: 'None' },
      };
      const hook = { setting: setting?.CodeHook, isAsked: true };
      const stage = { response: setting?.InitialResponse, next: setting?.NextStep, hook };
      return yield* steps.pass(begun, stage, steps.advance);
    },

    *advance(dialogue) {
      steps.count(dialogue);
      const next = model.nextOf(dialogue.intent);
      switch (next.kind) {
        case 'slot':
          return steps.askSlot({ ...dialogue, retries: 0 }, next.slotName);
        case 'confirmation':
          return steps.askConfirmation({ ...dialogue, retries: 0 });
        case 'fulfillment':
          return yield* steps.fulfill(dialogue);
      }
    },

    askSlot(dialogue, slotName) {
      const slot = model.intentOf(dialogue.intent).Slots?.find(({ Name }) => Name === slotName);
      const asking = { ...dialogue, dialogAction: { type: 'ElicitSlot' as const, slotToElicit: slotName } };
      return question(asking, slot?.ValueElicitationSetting.PromptSpecification);
    },

    askConfirmation(dialogue) {
      const setting = model.intentOf(dialogue.intent).IntentConfirmationSetting;
      return question({ ...dialogue, dialogAction: { type: 'ConfirmIntent' } }, setting?.PromptSpecification);
    },

    count({ intent }) {
      if (++taken > STEPS_MAX)
        throw dependencyFailed(`Invalid bot configuration: ${intent.name} goes round in circles`);
    },

    close(dialogue, state) {
      const closed = withIntent({ ...dialogue, dialogAction: { type: 'Close' }, retries: 0 }, { state });
      return { dialogue: closed, messages: [] };
    },

    pass: (dialogue, stage, otherwise) => passing.pass(dialogue, stage, otherwise),
    *retry(dialogue, setting, ask) {
      const hasLambda = model.intentOf(dialogue.intent).DialogCodeHook?.Enabled === true;
      const isAsked = hasLambda && setting?.EnableCodeHookInvocation !== false;
      return isAsked ? yield* hooks.ask(dialogue, proposeRetry(dialogue), setting, ask) : yield* ask(dialogue);
    },

    obey: (dialogue, response) => hooks.obey(dialogue, response),
    fulfill: dialogue => fulfillment.fulfill(dialogue),
    closeWithWords: dialogue => fulfillment.closeWithWords(dialogue),
  };
  const hooks = createDialogHook(steps);
  const passing = createPassing(steps, hooks, model, random);
  const fulfillment = createFulfillment(steps, model);
  return steps;

  function question(dialogue: IntentDialogue, prompt: PromptSpecification | undefined): Step {
    return {
      dialogue: withIntent(dialogue, { state: 'InProgress', confirmationState: 'None' }),
      messages: prompt ? ask(prompt, dialogue, random) : [],
    };
  }
}
