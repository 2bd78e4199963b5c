import { isRecord, utf8Length } from '@lex-chat/protocol';
import type { LocaleModel } from './engine/locale-model.ts';
import type { HookResponse } from './engine/run.ts';
import type { IntentInSession } from './engine/session-state.ts';
import { checkAction, completeIntent } from './enter.ts';
import { dependencyFailed, invalid, LexFault } from './lex-fault.ts';
import { parseMessages } from './parse-messages.ts';
import { parseAttributes, parseSessionState } from './parse-session-state.ts';

/** What Lex takes from a function. Bytes. */
const RESPONSE_MAX_BYTES = 25 * 1_024;

/**
 * Reads what a code hook answered, as strictly as Lex does. Throws a LexFault of the kind DependencyFailed that names
 * the place and what is wrong.
 */
export function parseHookResponse(
  json: string,
  place: string,
  model: LocaleModel,
  current: IntentInSession,
): HookResponse {
  try {
    return parse(json, model, current);
  } catch (error) {
    if (error instanceof LexFault) throw dependencyFailed(`Invalid Lambda response for the ${place}: ${error.message}`);
    throw error;
  }
}

function parse(json: string, model: LocaleModel, current: IntentInSession): HookResponse {
  if (utf8Length(json) > RESPONSE_MAX_BYTES) throw invalid(`it is over ${RESPONSE_MAX_BYTES} bytes`);
  const response: unknown = JSON.parse(json);
  if (!isRecord(response)) throw invalid('it is no object');
  if (!isRecord(response.sessionState)) throw invalid('sessionState is missing');

  const { dialogAction, intent, sessionAttributes, activeContexts } = parseSessionState(response.sessionState, {
    isLastTurn: true,
  });
  if (!dialogAction) throw invalid('sessionState.dialogAction is missing');
  if (dialogAction.type === 'None') throw invalid('dialogAction.type is None, which is for clients only');

  const messages = response.messages == null ? [] : parseMessages(response.messages);
  const isQuestion = dialogAction.type === 'ElicitIntent' || dialogAction.type === 'ConfirmIntent';
  if (isQuestion && messages.length === 0) throw invalid(`${dialogAction.type} needs messages`);

  const next = intent && completeIntent(model, keepSlots(intent, response.sessionState, current));
  const needsIntent = dialogAction.type !== 'ElicitIntent' && dialogAction.type !== 'Delegate';
  if (needsIntent && !next) throw invalid(`${dialogAction.type} needs sessionState.intent`);
  checkAction(model, dialogAction, next ?? current);

  return {
    dialogAction,
    intent: next,
    sessionAttributes,
    activeContexts,
    requestAttributes:
      response.requestAttributes == null ? undefined : parseAttributes('requestAttributes', response.requestAttributes),
    messages,
  };
}

/** A hook that leaves out the slots of the intent at hand leaves them as they are. */
function keepSlots(
  intent: IntentInSession,
  { intent: written }: Readonly<Record<string, unknown>>,
  current: IntentInSession,
): IntentInSession {
  const isSilent = isRecord(written) && written.slots == null && intent.name === current.name;
  return isSilent ? { ...intent, slots: current.slots } : intent;
}
