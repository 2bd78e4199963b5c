import type { DialogCodeHookInvocationSetting, DialogState, ResponseSpecification } from '@lex-chat/backend/bots/bot';
import { dependencyFailed } from '../lex-fault.ts';
import { isInIntent, saying, withIntent, type Dialogue, type IntentDialogue, type Step } from './dialogue.ts';
import { done, type HookResponse, type Proposal, type Run } from './run.ts';
import type { Next, Steps } from './steps.ts';

/** Lambda in the middle of a dialogue. */
export interface DialogHook {
  /** Asks the hook. `goOn` is what Delegate leads to. Throws a LexFault when the hook fails and its bot says nothing to that. */
  ask(
    dialogue: IntentDialogue,
    proposed: Proposal,
    setting: DialogCodeHookInvocationSetting | LabelOnly | undefined,
    goOn: Next,
  ): Run<Step>;
  obey(dialogue: Dialogue, response: HookResponse): Run<Step>;
}

interface LabelOnly {
  readonly InvocationLabel?: string;
  readonly PostCodeHookSpecification?: DialogCodeHookInvocationSetting['PostCodeHookSpecification'];
}

/** Lex’s own limit for a dialog hook. */
const TIMEOUT_SECONDS = 30;

export function createDialogHook(steps: Steps): DialogHook {
  return {
    *ask(dialogue, proposed, setting, goOn) {
      const { InvocationLabel: label, PostCodeHookSpecification: after = {} } = setting ?? {};
      const invocation = { source: 'DialogCodeHook' as const, label, dialogue, proposed };
      const outcome = yield { ...invocation, timeoutSeconds: TIMEOUT_SECONDS };
      switch (outcome.kind) {
        case 'failed':
          return yield* failed(dialogue, after.FailureResponse, after.FailureNextStep, outcome.reason);
        case 'timed-out':
          return yield* failed(dialogue, after.TimeoutResponse, after.TimeoutNextStep, outcome.reason);
        case 'answered':
          return yield* answered(dialogue, outcome.response, after, goOn);
      }
    },

    *obey(before, response) {
      const { dialogAction: action, messages } = response;
      const dialogue = { ...before, dialogAction: action, retries: 0 };
      if (!isInIntent(dialogue)) return { dialogue, messages };
      switch (action.type) {
        case 'ElicitSlot':
          return inOtherWords(steps.askSlot(dialogue, action.slotToElicit), messages);
        case 'ConfirmIntent':
          return inOtherWords(steps.askConfirmation(dialogue), messages);
        case 'Close': {
          const { state } = dialogue.intent;
          if (messages.length > 0 || state !== 'Fulfilled') return { ...steps.close(dialogue, state), messages };
          return yield* steps.closeWithWords(dialogue);
        }
        case 'ElicitIntent':
        case 'Delegate':
        case 'None':
          return { dialogue, messages };
      }
    },
  };

  function* answered(
    before: IntentDialogue,
    response: HookResponse,
    after: NonNullable<LabelOnly['PostCodeHookSpecification']>,
    goOn: Next,
  ): Run<Step> {
    const dialogue = afterHook(before, response);
    if (response.dialogAction.type !== 'Delegate') return yield* steps.obey(dialogue, response);
    // Another intent goes its own way.
    if (dialogue.intent.name !== before.intent.name) return saying(response.messages, yield* steps.advance(dialogue));
    if (dialogue.intent.state !== 'Failed') return saying(response.messages, yield* goOn(dialogue));
    const stage = { response: after.FailureResponse, next: after.FailureNextStep };
    return saying(response.messages, yield* steps.pass(dialogue, stage, endFailed));
  }

  function* failed(
    dialogue: IntentDialogue,
    response: ResponseSpecification | undefined,
    next: DialogState | undefined,
    reason: string,
  ): Run<Step> {
    if (!response && !next) throw dependencyFailed(reason);
    return yield* steps.pass(withIntent(dialogue, { state: 'Failed' }), { response, next }, endFailed);
  }

  function endFailed(dialogue: IntentDialogue): Run<Step> {
    return done(steps.close(dialogue, 'Failed'));
  }
}

/** The dialogue with what a hook changed. An intent that it does not name stays. */
export function afterHook(before: IntentDialogue, response: HookResponse): IntentDialogue {
  return {
    ...before,
    intent: response.intent ?? before.intent,
    sessionAttributes: response.sessionAttributes ?? before.sessionAttributes,
    activeContexts: response.activeContexts ?? before.activeContexts,
    requestAttributes: response.requestAttributes ?? before.requestAttributes,
  };
}

function inOtherWords(step: Step, messages: Step['messages']): Step {
  return messages.length === 0 ? step : { ...step, messages };
}
