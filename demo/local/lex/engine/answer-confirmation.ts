import type { Intent } from '@lex-chat/backend/bots/bot';
import { withIntent, type IntentDialogue, type Step } from './dialogue.ts';
import { hearConfirmation } from './hear-confirmation.ts';
import { beginHeard, CERTAIN, CLEAR, mayRetry, turnsAway, type Heard } from './heard.ts';
import { done, type Run } from './run.ts';
import type { Next } from './steps.ts';

/** The visitor says yes or no to an intent, or neither. */
export function* answerConfirmation(heard: Heard, before: IntentDialogue, intent: Intent): Run<Step> {
  const { steps, text } = heard;
  const setting = intent.IntentConfirmationSetting;
  const hook = { setting: setting?.CodeHook, isAsked: true };
  const endFailed: Next = failed => done(steps.close(failed, 'Failed'));

  switch (turnsAway(heard, intent, CERTAIN) ? undefined : hearConfirmation(text)) {
    case 'yes': {
      const stage = { response: setting?.ConfirmationResponse, next: setting?.ConfirmationNextStep, hook };
      return yield* steps.pass(withIntent(before, { confirmationState: 'Confirmed' }), stage, steps.advance);
    }
    case 'no': {
      const stage = { response: setting?.DeclinationResponse, next: setting?.DeclinationNextStep, hook };
      return yield* steps.pass(withIntent(before, { confirmationState: 'Denied' }), stage, endFailed);
    }
    case undefined: {
      if (turnsAway(heard, intent, CLEAR)) return yield* beginHeard(heard, before);
      if (mayRetry(before, setting?.PromptSpecification)) {
        const again = { ...before, retries: before.retries + 1 };
        return yield* steps.retry(again, setting?.ElicitationCodeHook, asked => done(steps.askConfirmation(asked)));
      }
      const stage = {
        response: setting?.FailureResponse,
        next: setting?.FailureNextStep,
        hook: { ...hook, isAsked: false },
      };
      return yield* steps.pass(withIntent(before, { state: 'Failed' }), stage, endFailed);
    }
  }
}
