import { isInIntent, type Dialogue } from './engine/dialogue.ts';
import type { LocaleModel } from './engine/locale-model.ts';
import { emptySlots, type DialogAction, type IntentInSession, type SessionState } from './engine/session-state.ts';
import { invalid } from './lex-fault.ts';
import { checkRuntimeHints } from './parse-runtime-hints.ts';

/** The dialogue as a client wants it: each field that it sends replaces Lex's own. Throws a LexFault. */
export function enter(model: LocaleModel, dialogue: Dialogue, sent: SessionState): Dialogue {
  const entered: Dialogue = {
    ...dialogue,
    dialogAction: sent.dialogAction ?? dialogue.dialogAction,
    intent: sent.intent ? completeIntent(model, sent.intent) : dialogue.intent,
    sessionAttributes: sent.sessionAttributes ?? dialogue.sessionAttributes,
    activeContexts: sent.activeContexts ?? dialogue.activeContexts,
    retries: sent.dialogAction || sent.intent ? 0 : dialogue.retries,
  };
  if (sent.runtimeHints) checkRuntimeHints(model, sent.runtimeHints);
  checkAction(model, entered.dialogAction, isInIntent(entered) ? entered.intent : undefined);
  return entered;
}

/** With all its slots, whichever were named. Throws a LexFault when the bot has no such intent or slot. */
export function completeIntent(model: LocaleModel, sent: IntentInSession): IntentInSession {
  const intent = model.findIntent(sent.name);
  if (!intent) throw invalid(`The bot has no intent ${sent.name}`);
  const slots = emptySlots(intent);
  const unknown = Object.keys(sent.slots).find(name => !Object.hasOwn(slots, name));
  if (unknown !== undefined) throw invalid(`The intent ${sent.name} has no slot ${unknown}`);
  return { ...sent, slots: { ...slots, ...sent.slots } };
}

/** Throws a LexFault when an action needs an intent, or a slot, that is not there. */
export function checkAction(model: LocaleModel, action: DialogAction, intent: IntentInSession | undefined): void {
  switch (action.type) {
    case 'ElicitSlot':
      if (!intent || !Object.hasOwn(intent.slots, action.slotToElicit) || !model.findIntent(intent.name)) {
        throw invalid(`ElicitSlot needs an intent with the slot ${action.slotToElicit}`);
      }
      return;
    case 'ConfirmIntent':
    case 'Delegate':
      if (!intent) throw invalid(`${action.type} needs an intent`);
      return;
    case 'ElicitIntent':
    case 'Close':
    case 'None':
      return;
  }
}
