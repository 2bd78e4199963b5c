import type { Intent } from '@lex-chat/backend/bots/bot';
import { dependencyFailed } from '../lex-fault.ts';
import { activateOutputs } from './contexts.ts';
import { afterHook } from './dialog-hook.ts';
import { saying, withIntent, type IntentDialogue, type Step } from './dialogue.ts';
import type { LocaleModel } from './locale-model.ts';
import { done, type Run } from './run.ts';
import type { Next, Steps } from './steps.ts';

/** How an intent ends well. */
export interface Fulfillment {
  fulfill(dialogue: IntentDialogue): Run<Step>;
  closeWithWords(dialogue: IntentDialogue): Run<Step>;
}

const TIMEOUT_SECONDS = 30;

export function createFulfillment(steps: Steps, model: LocaleModel): Fulfillment {
  return {
    *fulfill(dialogue) {
      const intent = model.intentOf(dialogue.intent);
      const { FulfillmentCodeHook: hook } = intent;
      // Without fulfillment of its own, Lex leaves it to the client.
      if (!hook || hook.IsActive === false) {
        return yield* steps.closeWithWords(
          activateOutputs(withIntent(dialogue, { state: 'ReadyForFulfillment' }), intent),
        );
      }
      return hook.Enabled ? yield* byHook(dialogue, intent) : yield* succeed(dialogue, intent);
    },

    *closeWithWords(dialogue) {
      const { IntentClosingSetting: closing } = model.intentOf(dialogue.intent);
      const state = dialogue.intent.state === 'InProgress' ? 'Fulfilled' : dialogue.intent.state;
      const ending = withIntent(dialogue, { state });
      if (!closing || closing.IsActive === false) return steps.close(ending, state);
      const stage = { response: closing.ClosingResponse, next: closing.NextStep };
      return yield* steps.pass(ending, stage, endIn(state));
    },
  };

  function* byHook(before: IntentDialogue, intent: Intent): Run<Step> {
    const ready = withIntent(before, { state: 'ReadyForFulfillment' });
    const outcome = yield {
      source: 'FulfillmentCodeHook',
      label: undefined,
      dialogue: ready,
      proposed: { dialogAction: { type: 'Close' }, intent: { ...ready.intent, state: 'Fulfilled' } },
      timeoutSeconds: timeoutOf(intent),
    };
    if (outcome.kind !== 'answered') return yield* fail(ready, intent, outcome.kind, outcome.reason);

    const { response } = outcome;
    const dialogue = afterHook(ready, response);
    const { messages, dialogAction: action } = response;
    if (action.type !== 'Close' && action.type !== 'Delegate') return yield* steps.obey(dialogue, response);
    if (dialogue.intent.name !== before.intent.name) return saying(messages, yield* steps.advance(dialogue));
    if (dialogue.intent.state === 'Failed') {
      return messages.length > 0
        ? { ...steps.close(dialogue, 'Failed'), messages }
        : yield* fail(dialogue, intent, 'failed', undefined);
    }
    // Words of the hook stand in place of the bot's own; Close with words is the end.
    if (messages.length === 0) return yield* succeed(dialogue, intent);
    const fulfilled = activateOutputs(dialogue, intent);
    if (action.type === 'Close') return { ...steps.close(fulfilled, dialogue.intent.state), messages };
    return saying(messages, yield* steps.closeWithWords(withIntent(fulfilled, { state: 'Fulfilled' })));
  }

  function succeed(dialogue: IntentDialogue, intent: Intent): Run<Step> {
    const { SuccessResponse: response, SuccessNextStep: next } = statusesOf(intent);
    const fulfilled = activateOutputs(withIntent(dialogue, { state: 'Fulfilled' }), intent);
    return steps.pass(fulfilled, { response, next }, steps.closeWithWords);
  }

  /** Throws when the hook broke, which has a reason, and the bot has nothing to say to that. */
  function* fail(
    dialogue: IntentDialogue,
    intent: Intent,
    kind: 'failed' | 'timed-out',
    reason: string | undefined,
  ): Run<Step> {
    const { FailureResponse, FailureNextStep, TimeoutResponse, TimeoutNextStep } = statusesOf(intent);
    const stage =
      kind === 'failed'
        ? { response: FailureResponse, next: FailureNextStep }
        : { response: TimeoutResponse, next: TimeoutNextStep };
    if (reason !== undefined && !stage.response && !stage.next) throw dependencyFailed(reason);
    return yield* steps.pass(withIntent(dialogue, { state: 'Failed' }), stage, endIn('Failed'));
  }

  function endIn(state: IntentDialogue['intent']['state']): Next {
    return dialogue => done(steps.close(dialogue, state));
  }
}

function timeoutOf({ FulfillmentCodeHook: hook }: Intent): number {
  const updates = hook?.FulfillmentUpdatesSpecification;
  return (updates?.Active ? updates.TimeoutInSeconds : undefined) ?? TIMEOUT_SECONDS;
}

function statusesOf(intent: Intent) {
  return intent.FulfillmentCodeHook?.PostFulfillmentStatusSpecification ?? {};
}
