import type { DialogState } from '@lex-chat/backend/bots/bot';
import type { IntentDialogue } from './dialogue.ts';
import type { LocaleModel } from './locale-model.ts';
import type { Proposal } from './run.ts';
import type { DialogAction } from './session-state.ts';

/** What comes next where `next` points, or as the intent is defined: what a hook is told that Lex would do. */
export function proposeNext(model: LocaleModel, dialogue: IntentDialogue, next?: DialogState): Proposal {
  const { intent } = dialogue;
  const { DialogAction: action } = next ?? {};
  switch (action?.Type) {
    case 'ElicitSlot':
      return question({ type: 'ElicitSlot', slotToElicit: action.SlotToElicit }, dialogue, 0);
    case 'ConfirmIntent':
      return question({ type: 'ConfirmIntent' }, dialogue, 0);
    case 'ElicitIntent':
    case 'StartIntent':
      return { dialogAction: { type: 'ElicitIntent' }, intent };
    case 'CloseIntent':
    case 'EndConversation':
    case 'FulfillIntent':
      return { dialogAction: { type: 'Close' }, intent };
    case 'InvokeDialogCodeHook':
    case undefined:
      return asDefined(model, dialogue);
  }
}

/** The question once more. */
export function proposeRetry(dialogue: IntentDialogue): Proposal {
  return question(dialogue.dialogAction, dialogue, dialogue.retries);
}

function asDefined(model: LocaleModel, dialogue: IntentDialogue): Proposal {
  const { intent } = dialogue;
  // Who has said no is done, unless the hook finds another way.
  if (intent.confirmationState === 'Denied') {
    return { dialogAction: { type: 'Close' }, intent: { ...intent, state: 'Failed' } };
  }
  const next = model.nextOf(intent);
  switch (next.kind) {
    case 'slot':
      return question({ type: 'ElicitSlot', slotToElicit: next.slotName }, dialogue, 0);
    case 'confirmation':
      return question({ type: 'ConfirmIntent' }, dialogue, 0);
    case 'fulfillment':
      return { dialogAction: { type: 'Close' }, intent: { ...intent, state: 'ReadyForFulfillment' } };
  }
}

function question(dialogAction: DialogAction, { intent }: IntentDialogue, retries: number): Proposal {
  return { dialogAction, intent, attempt: retries === 0 ? 'Initial' : `Retry${retries}` };
}
