import { isInIntent, type Dialogue, type Step } from './dialogue.ts';
import type { LocaleModel } from './locale-model.ts';
import { done, type Run } from './run.ts';
import { createSteps } from './create-steps.ts';

/** What Lex says when a client has put a conversation somewhere. */
export function speak(model: LocaleModel, dialogue: Dialogue, random: () => number): Run<Step> {
  const steps = createSteps(model, random);
  const { dialogAction: action } = dialogue;
  if (!isInIntent(dialogue)) return done({ dialogue, messages: [] });
  switch (action.type) {
    case 'Delegate':
      return steps.advance(dialogue);
    case 'ElicitSlot':
      return done(steps.askSlot(dialogue, action.slotToElicit));
    case 'ConfirmIntent':
      return done(steps.askConfirmation(dialogue));
    case 'ElicitIntent':
    case 'Close':
    case 'None':
      return done({ dialogue, messages: [] });
  }
}
