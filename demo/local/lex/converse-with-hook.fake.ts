import type { Bot } from '@lex-chat/backend/bots/bot';
import type { LexV2Event } from 'aws-lambda';
import type { SessionState } from './engine/session-state.ts';
import { createRuntime } from './runtime.ts';

/** One conversation with a bot and its code hook, whose events it records. Chance always takes the first. */
export function conversation(bot: Bot, hook?: (event: LexV2Event) => unknown, clock = { now: 0 }) {
  const events: LexV2Event[] = [];
  const runtime = createRuntime(
    {
      bot,
      codeHook:
        hook &&
        (async event => {
          events.push(structuredClone(event));
          return hook(event);
        }),
      codeHookTimeoutMs: 20,
    },
    () => clock.now,
    () => 0,
    () => 'request',
  );
  const path = { botId: 'BOT0000001', botAliasId: 'ALIAS00001', localeId: 'ko_KR', sessionId: 'visitor' };

  return {
    runtime,
    path,
    events,
    async say(text: string, sessionState: SessionState = {}) {
      const session = await runtime.recognizeText(path, { text, sessionState, requestAttributes: { from: 'test' } });
      return {
        ...session.dialogue,
        hears: session.messages.map(message => ('content' in message ? message.content : '')),
      };
    },
    async put(sessionState: SessionState) {
      const session = await runtime.putSession(path, { sessionState, messages: undefined, requestAttributes: {} });
      return {
        ...session.dialogue,
        hears: session.messages.map(message => ('content' in message ? message.content : '')),
      };
    },
  };
}

/** Lets Lex go on. */
export function delegate({ sessionState }: LexV2Event) {
  return { sessionState: { ...sessionState, dialogAction: { type: 'Delegate' } } };
}

/** Ends the intent of the event. */
export function close({ sessionState }: LexV2Event, state: string, ...texts: readonly string[]) {
  return {
    sessionState: { ...sessionState, dialogAction: { type: 'Close' }, intent: { ...sessionState.intent, state } },
    messages: texts.map(content => ({ contentType: 'PlainText', content })),
  };
}
