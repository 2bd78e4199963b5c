import type { Bot } from '@lex-chat/backend/bots/bot';
import { isInIntent, NOTHING_SAID, type Dialogue, type IntentDialogue, type Step } from './engine/dialogue.ts';
import { hear } from './engine/hear.ts';
import { buildLocale, type LocaleModel } from './engine/locale-model.ts';
import { emptySlots, type IntentInSession, type SessionState } from './engine/session-state.ts';
import { createSteps } from './engine/steps.ts';
import { invalid, LexFault } from './lex-fault.ts';
import type { PutSessionRequest, RecognizeTextRequest } from './parse-request.ts';
import type { SessionPath } from './route.ts';
import { createSessions, type Session } from './sessions.ts';

/** A bot behind an alias, as the Lex V2 runtime offers it. Each operation throws a LexFault for what Lex refuses. */
export interface Runtime {
  recognizeText(path: SessionPath, request: RecognizeTextRequest): Session;
  getSession(path: SessionPath): Session;
  putSession(path: SessionPath, request: PutSessionRequest): Session;
  deleteSession(path: SessionPath): void;
}

/** Builds all locales at once, so that a mistake in a bot is told at the start. */
export function createRuntime(bot: Bot, now: () => number, random: () => number, newRequestId: () => string): Runtime {
  const locales = new Map(bot.BotLocales.map(locale => [locale.LocaleId, buildLocale(locale)]));
  const sessions = createSessions(bot.IdleSessionTTLInSeconds, now);

  return {
    recognizeText(path, { text, sessionState }) {
      const model = modelOf(path);
      const before = enter(model, open(path), sessionState);
      const { dialogue, messages, interpretations } = hear(model, before.dialogue, text, random);
      return keep(path, { ...before, dialogue, messages, interpretations });
    },

    getSession(path) {
      modelOf(path);
      return find(path);
    },

    putSession(path, { sessionState, messages }) {
      const model = modelOf(path);
      const before = enter(model, open(path), sessionState);
      const step = speak(model, before.dialogue);
      const interpretations = step.dialogue.intent
        ? [{ intent: step.dialogue.intent, interpretationSource: 'Lex' as const }]
        : [];
      return keep(path, { ...before, dialogue: step.dialogue, messages: messages ?? step.messages, interpretations });
    },

    deleteSession(path) {
      modelOf(path);
      find(path);
      sessions.remove(path.localeId, path.sessionId);
    },
  };

  function modelOf({ localeId }: SessionPath): LocaleModel {
    const model = locales.get(localeId);
    if (!model) throw new LexFault('ResourceNotFoundException', `The bot has no locale ${localeId}`);
    return model;
  }

  function find({ localeId, sessionId }: SessionPath): Session {
    const session = sessions.find(localeId, sessionId);
    if (!session) throw new LexFault('ResourceNotFoundException', 'There is no such session');
    return session;
  }

  function open({ localeId, sessionId }: SessionPath): Session {
    return (
      sessions.find(localeId, sessionId) ?? {
        dialogue: NOTHING_SAID,
        activeContexts: [],
        runtimeHints: undefined,
        originatingRequestId: newRequestId(),
        messages: [],
        interpretations: [],
      }
    );
  }

  function keep({ localeId, sessionId }: SessionPath, session: Session): Session {
    sessions.keep(localeId, sessionId, session);
    return session;
  }

  /** What Lex says when a client has put a conversation somewhere. */
  function speak(model: LocaleModel, dialogue: Dialogue): Step {
    const steps = createSteps(model, random);
    const { dialogAction: action } = dialogue;
    if (!isInIntent(dialogue)) return { dialogue, messages: [] };
    switch (action.type) {
      case 'Delegate':
        return steps.advance(dialogue);
      case 'ElicitSlot':
        return steps.askSlot(dialogue, action.slotToElicit);
      case 'ConfirmIntent':
        return steps.askConfirmation(dialogue);
      case 'ElicitIntent':
      case 'Close':
      case 'None':
        return { dialogue, messages: [] };
    }
  }
}

/** The session as the client wants it: each field that it sends replaces Lex's own. */
function enter(model: LocaleModel, session: Session, sent: SessionState): Session {
  const { dialogue } = session;
  const intent = sent.intent ? completed(model, sent.intent) : dialogue.intent;
  const dialogAction = sent.dialogAction ?? dialogue.dialogAction;
  const entered: Dialogue = {
    dialogAction,
    intent,
    sessionAttributes: sent.sessionAttributes ?? dialogue.sessionAttributes,
    retries: sent.dialogAction || sent.intent ? 0 : dialogue.retries,
  };
  checkAction(model, entered);
  return {
    ...session,
    dialogue: entered,
    activeContexts: sent.activeContexts ?? session.activeContexts,
    runtimeHints: sent.runtimeHints ?? session.runtimeHints,
  };
}

/** With all its slots, whichever the client named. */
function completed(model: LocaleModel, sent: IntentInSession): IntentInSession {
  const intent = model.findIntent(sent.name);
  if (!intent) throw invalid(`The bot has no intent ${sent.name}`);
  const slots = emptySlots(intent);
  const unknown = Object.keys(sent.slots).find(name => !Object.hasOwn(slots, name));
  if (unknown !== undefined) throw invalid(`The intent ${sent.name} has no slot ${unknown}`);
  return { ...sent, slots: { ...slots, ...sent.slots } };
}

function checkAction(model: LocaleModel, dialogue: Dialogue): void {
  const { dialogAction: action } = dialogue;
  switch (action.type) {
    case 'ElicitSlot':
      if (!isInIntent(dialogue) || !hasSlot(model, dialogue, action.slotToElicit)) {
        throw invalid(`ElicitSlot needs an intent with the slot ${action.slotToElicit}`);
      }
      return;
    case 'ConfirmIntent':
    case 'Delegate':
      if (!isInIntent(dialogue)) throw invalid(`${action.type} needs an intent`);
      return;
    case 'ElicitIntent':
    case 'Close':
    case 'None':
      return;
  }
}

function hasSlot(model: LocaleModel, { intent }: IntentDialogue, name: string): boolean {
  return model.findIntent(intent.name)?.Slots?.some(slot => slot.Name === name) ?? false;
}
