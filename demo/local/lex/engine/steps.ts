import type { DialogState, Intent, NextAction, ResponseSpecification } from '@lex-chat/backend/bots/bot';
import { withIntent, type Dialogue, type IntentDialogue, type Step } from './dialogue.ts';
import type { LocaleModel } from './locale-model.ts';
import { override } from './override.ts';
import { ask, say } from './say.ts';
import { emptySlots, type IntentState, type Slots } from './session-state.ts';

/** What Lex does of its own accord. Each step says what it has to say and goes on until it is the visitor's turn. */
export interface Steps {
  /** Begins an intent, with the slots that its utterance already filled. */
  begin(dialogue: Dialogue, intent: Intent, filled: Slots): Step;
  /** Goes on as the intent is defined: asks for the next slot, has it confirmed, fulfills it. */
  advance(dialogue: IntentDialogue): Step;
  /** Puts the question for a slot; `dialogue.retries` says how often it was put before. */
  askSlot(dialogue: IntentDialogue, slotName: string): Step;
  /** Has the intent confirmed, likewise. */
  askConfirmation(dialogue: IntentDialogue): Step;
  /** Says `response`, then goes where `next` points; `otherwise` where it points nowhere. */
  respond(
    dialogue: IntentDialogue,
    response: ResponseSpecification | undefined,
    next: DialogState | undefined,
    otherwise: (dialogue: IntentDialogue) => Step,
  ): Step;
  /** Ends the intent without a word. */
  close(dialogue: IntentDialogue, state: IntentState): Step;
}

export function createSteps(model: LocaleModel, random: () => number): Steps {
  const steps: Steps = {
    begin(dialogue, intent, filled) {
      const begun: IntentDialogue = {
        ...dialogue,
        retries: 0,
        intent: {
          name: intent.Name,
          slots: { ...emptySlots(intent), ...filled },
          state: 'InProgress',
          confirmationState: 'None',
        },
      };
      const { InitialResponse, NextStep } = intent.InitialResponseSetting ?? {};
      return steps.respond(begun, InitialResponse, NextStep, steps.advance);
    },

    advance(dialogue) {
      const intent = intentOf(dialogue);
      const empty = model.slotsByPriority(intent).find(({ slot }) => !dialogue.intent.slots[slot.Name]);
      if (empty) return steps.askSlot({ ...dialogue, retries: 0 }, empty.slot.Name);
      const { IntentConfirmationSetting: confirmation } = intent;
      const isOpen = dialogue.intent.confirmationState === 'None';
      if (confirmation && confirmation.IsActive !== false && isOpen)
        return steps.askConfirmation({ ...dialogue, retries: 0 });
      return fulfill(dialogue);
    },

    askSlot(dialogue, slotName) {
      const slot = intentOf(dialogue).Slots?.find(({ Name }) => Name === slotName);
      const prompt = slot?.ValueElicitationSetting.PromptSpecification;
      return {
        dialogue: withIntent(
          { ...dialogue, dialogAction: { type: 'ElicitSlot', slotToElicit: slotName } },
          { state: 'InProgress', confirmationState: 'None' },
        ),
        messages: prompt ? ask(prompt, dialogue.retries, mentionable(dialogue), random) : [],
      };
    },

    askConfirmation(dialogue) {
      const prompt = intentOf(dialogue).IntentConfirmationSetting?.PromptSpecification;
      return {
        dialogue: withIntent(
          { ...dialogue, dialogAction: { type: 'ConfirmIntent' } },
          { state: 'InProgress', confirmationState: 'None' },
        ),
        messages: prompt ? ask(prompt, dialogue.retries, mentionable(dialogue), random) : [],
      };
    },

    respond(dialogue, response, next, otherwise) {
      const said = say(response, mentionable(dialogue), random);
      const step = next ? follow(dialogue, next, otherwise) : otherwise(dialogue);
      return { ...step, messages: [...said, ...step.messages] };
    },

    close(dialogue, state) {
      const closed = withIntent({ ...dialogue, dialogAction: { type: 'Close' }, retries: 0 }, { state });
      return { dialogue: closed, messages: [] };
    },
  };
  return steps;

  function follow(before: IntentDialogue, next: DialogState, otherwise: (dialogue: IntentDialogue) => Step): Step {
    const dialogue = override(before, next);
    const { DialogAction: action } = next;
    if (!action) return otherwise(dialogue);
    const step = take(dialogue, action, next.Intent?.Name);
    return action.SuppressNextMessage ? { ...step, messages: [] } : step;
  }

  function take(dialogue: IntentDialogue, action: NextAction, intentName: string | undefined): Step {
    switch (action.Type) {
      case 'ElicitSlot':
        // A slot that holds a value is not asked for again; that is why a bot empties it first.
        return dialogue.intent.slots[action.SlotToElicit]
          ? steps.advance(dialogue)
          : steps.askSlot({ ...dialogue, retries: 0 }, action.SlotToElicit);
      case 'ElicitIntent':
        return { dialogue: { ...dialogue, dialogAction: { type: 'ElicitIntent' }, retries: 0 }, messages: [] };
      case 'StartIntent': {
        const intent = model.findIntent(intentName ?? '') ?? model.fallback;
        return steps.begin(dialogue, intent, dialogue.intent.name === intent.Name ? dialogue.intent.slots : {});
      }
      case 'ConfirmIntent':
        return steps.askConfirmation({ ...dialogue, retries: 0 });
      case 'FulfillIntent':
        return fulfill(dialogue);
      case 'CloseIntent':
        return closeWithWords(dialogue);
      case 'EndConversation':
        return steps.close(dialogue, dialogue.intent.state === 'InProgress' ? 'Failed' : dialogue.intent.state);
    }
  }

  function fulfill(dialogue: IntentDialogue): Step {
    const { FulfillmentCodeHook: hook } = intentOf(dialogue);
    // Without fulfillment of its own, Lex leaves it to the client.
    if (!hook || hook.IsActive === false) return closeWithWords(withIntent(dialogue, { state: 'ReadyForFulfillment' }));
    const { SuccessResponse, SuccessNextStep } = hook.PostFulfillmentStatusSpecification ?? {};
    return steps.respond(
      withIntent(dialogue, { state: 'Fulfilled' }),
      SuccessResponse,
      SuccessNextStep,
      closeWithWords,
    );
  }

  function closeWithWords(dialogue: IntentDialogue): Step {
    const { IntentClosingSetting: closing } = intentOf(dialogue);
    const state = dialogue.intent.state === 'InProgress' ? 'Fulfilled' : dialogue.intent.state;
    const ending = withIntent(dialogue, { state });
    if (!closing || closing.IsActive === false) return steps.close(ending, state);
    return steps.respond(ending, closing.ClosingResponse, closing.NextStep, ended => steps.close(ended, state));
  }

  function intentOf({ intent }: IntentDialogue): Intent {
    return model.findIntent(intent.name) ?? model.fallback;
  }
}

function mentionable({ intent, sessionAttributes }: IntentDialogue) {
  return { slots: intent.slots, sessionAttributes };
}
