import type { Bot } from '@lex-chat/backend/bots/bot';
import { askCodeHook, type CodeHook } from './code-hook.ts';
import type { Ranked } from './engine/classify.ts';
import { elapse } from './engine/contexts.ts';
import { NOTHING_SAID, type Dialogue, type Step } from './engine/dialogue.ts';
import { hear, rank, type World } from './engine/hear.ts';
import { interpret } from './engine/interpret.ts';
import { buildLocale, type LocaleModel } from './engine/locale-model.ts';
import type { Run } from './engine/run.ts';
import { speak } from './engine/speak.ts';
import { enter } from './enter.ts';
import { hookEvent } from './hook-event.ts';
import { LexFault } from './lex-fault.ts';
import { localTimeOf } from './local-time.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { PutSessionRequest, RecognizeTextRequest } from './parse-request.ts';
import type { SessionPath } from './route.ts';
import { createSessions, type Session } from './sessions.ts';

/** A bot behind an alias, as the Lex V2 runtime offers it. Each operation throws a LexFault for what Lex refuses, and then changes nothing. */
export interface Runtime {
  recognizeText(path: SessionPath, request: RecognizeTextRequest): Promise<Session>;
  getSession(path: SessionPath): Session;
  putSession(path: SessionPath, request: PutSessionRequest): Promise<Session>;
  deleteSession(path: SessionPath): Promise<void>;
}

export interface RuntimeOptions {
  readonly bot: Bot;
  /** The alias's Lambda function. */
  readonly codeHook?: CodeHook | undefined;
  /** @default - as long as Lex waits: 30 s, or what the bot says of a long fulfillment */
  readonly codeHookTimeoutMs?: number | undefined;
}

/** Builds all locales at once, so that a mistake in a bot is told at the start. */
export function createRuntime(
  { bot, codeHook, codeHookTimeoutMs }: RuntimeOptions,
  now: () => number,
  random: () => number,
  newRequestId: () => string,
): Runtime {
  const locales = new Map(bot.BotLocales.map(locale => [locale.LocaleId, buildLocale(locale)]));
  const sessions = createSessions(bot.IdleSessionTTLInSeconds, now);
  const changing = oneAtATime();

  return {
    recognizeText: (path, { text, sessionState, requestAttributes }) =>
      change(path, async (model, session) => {
        const dialogue = enter(model, { ...session.dialogue, requestAttributes }, sessionState);
        const world: World = { random, localTime: localTimeOf(requestAttributes, now()) };
        const ranked = rank(model, dialogue, text, world);
        const entered = { ...session, dialogue, runtimeHints: sessionState.runtimeHints ?? session.runtimeHints };
        const step = await goThrough(
          hear(model, dialogue, text, ranked, world),
          { path, model, text, ranked },
          entered,
        );
        return { ...entered, ...step, interpretations: interpret(model, ranked, step.dialogue.intent) };
      }),

    getSession(path) {
      modelOf(path);
      return find(path);
    },

    putSession: (path, { sessionState, messages, requestAttributes }) =>
      change(path, async (model, session) => {
        const dialogue = enter(model, { ...session.dialogue, requestAttributes }, sessionState);
        const entered = { ...session, dialogue, runtimeHints: sessionState.runtimeHints ?? session.runtimeHints };
        const information = { path, model, text: '', ranked: [] };
        const step = await goThrough(speak(model, dialogue, random), information, entered);
        const { intent } = step.dialogue;
        const interpretations = intent ? [{ intent, interpretationSource: 'Lex' as const }] : [];
        return { ...entered, ...step, messages: messages ?? step.messages, interpretations };
      }),

    async deleteSession(path) {
      modelOf(path);
      await changing(keyOf(path), async () => {
        find(path);
        sessions.remove(path.localeId, path.sessionId);
      });
    },
  };

  /** Does a turn. A session is kept only when the turn comes to its end. */
  async function change(
    path: SessionPath,
    turn: (model: LocaleModel, session: Session) => Promise<Session>,
  ): Promise<Session> {
    const model = modelOf(path);
    return changing(keyOf(path), async () => {
      const session = await turn(model, open(path));
      sessions.keep(path.localeId, path.sessionId, session);
      return session;
    });
  }

  /** Goes through a run of the engine, and asks the code hook where it wants to. */
  async function goThrough(
    run: Run<Step>,
    turn: {
      readonly path: SessionPath;
      readonly model: LocaleModel;
      readonly text: string;
      readonly ranked: readonly Ranked[];
    },
    { dialogue: before, originatingRequestId }: Session,
  ): Promise<Step> {
    let next = run.next();
    while (!next.done) {
      const invocation = next.value;
      const event = hookEvent({ ...turn, botName: bot.Name, before, originatingRequestId }, invocation);
      const timeoutMs = codeHookTimeoutMs ?? invocation.timeoutSeconds * 1_000;
      next = run.next(await askCodeHook(codeHook, event, invocation, turn.model, timeoutMs));
    }
    return next.value;
  }

  function modelOf({ localeId }: SessionPath): LocaleModel {
    const model = locales.get(localeId);
    if (!model) throw new LexFault('ResourceNotFoundException', `The bot has no locale ${localeId}`);
    return model;
  }

  /** As it is by now: some contexts may have ended since it was kept. */
  function find({ localeId, sessionId }: SessionPath): Session {
    const session = sessions.find(localeId, sessionId);
    if (!session) throw new LexFault('ResourceNotFoundException', 'There is no such session');
    const seconds = Math.floor((now() - session.contextsAt) / 1_000);
    const dialogue: Dialogue = {
      ...session.dialogue,
      activeContexts: elapse(session.dialogue.activeContexts, seconds),
    };
    return { ...session, dialogue, contextsAt: session.contextsAt + seconds * 1_000 };
  }

  function open(path: SessionPath): Session {
    if (sessions.find(path.localeId, path.sessionId)) return find(path);
    return {
      dialogue: NOTHING_SAID,
      contextsAt: now(),
      runtimeHints: undefined,
      originatingRequestId: newRequestId(),
      messages: [],
      interpretations: [],
    };
  }
}

function keyOf({ localeId, sessionId }: SessionPath): string {
  return `${localeId}/${sessionId}`;
}
