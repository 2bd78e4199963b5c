import type { Intent } from '@lex-chat/backend/bots/bot';
import { withIntent, type IntentDialogue, type Step } from './dialogue.ts';
import { beginHeard, CERTAIN, CLEAR, mayRetry, turnsAway, type Heard } from './heard.ts';
import { done, type Run } from './run.ts';

/** The visitor answers the question for a slot, or does not. */
export function* answerSlot(heard: Heard, before: IntentDialogue, intent: Intent, slotName: string): Run<Step> {
  const { model, steps, text, hearing } = heard;
  const slot = intent.Slots?.find(({ Name }) => Name === slotName);
  if (!slot) return yield* beginHeard(heard, before);
  const { PromptSpecification: prompt, SlotCaptureSetting: capture } = slot.ValueElicitationSetting;

  // What says much besides the value may be another request that happens to hold one.
  const isAnswer = model.coverage(intent, slotName, text, hearing) >= MOSTLY;
  if (turnsAway(heard, intent, isAnswer ? CERTAIN : CLEAR)) return yield* beginHeard(heard, before);

  const filled = model.hearAnswer(intent, slotName, text, hearing);
  if (filled) {
    const stage = {
      response: capture?.CaptureResponse,
      next: capture?.CaptureNextStep,
      hook: { setting: capture?.CodeHook, isAsked: true },
    };
    const answered = withIntent(before, { slots: { ...before.intent.slots, ...filled } });
    return yield* steps.pass(answered, stage, steps.advance);
  }

  if (turnsAway(heard, intent, CLEAR)) return yield* beginHeard(heard, before);
  if (mayRetry(before, prompt)) {
    const again = { ...before, retries: before.retries + 1 };
    return yield* steps.retry(again, capture?.ElicitationCodeHook, asked => done(steps.askSlot(asked, slotName)));
  }
  const stage = {
    response: capture?.FailureResponse,
    next: capture?.FailureNextStep,
    hook: { setting: capture?.CodeHook, isAsked: false },
  };
  return yield* steps.pass(withIntent(before, { state: 'Failed' }), stage, failed =>
    done(steps.close(failed, 'Failed')),
  );
}

/** How much of an answer is its value: 새벗은행이요, the Moa one please. */
const MOSTLY = 0.3;
