import type { Dialogue } from './engine/dialogue.ts';
import type { Interpretation, Message, RuntimeHints } from './engine/session-state.ts';

/** What Lex remembers of a conversation. */
export interface Session {
  readonly dialogue: Dialogue;
  /** Up to when the seconds of its active contexts are counted. Milliseconds. */
  readonly contextsAt: number;
  readonly runtimeHints: RuntimeHints | undefined;
  readonly originatingRequestId: string;
  /** Of the last turn, as GetSession gives them. */
  readonly messages: readonly Message[];
  readonly interpretations: readonly Interpretation[];
}

/** The conversations of one bot alias, in memory, each until it has been silent for the bot's time. */
export interface Sessions {
  find(localeId: string, sessionId: string): Session | undefined;
  keep(localeId: string, sessionId: string, session: Session): void;
  remove(localeId: string, sessionId: string): void;
}

export function createSessions(idleSeconds: number, now: () => number): Sessions {
  // In the order of their last use, so that the silent ones stand in front.
  const sessions = new Map<string, { readonly session: Session; readonly endsAt: number }>();

  return {
    find(localeId, sessionId) {
      forgetSilent();
      return sessions.get(keyOf(localeId, sessionId))?.session;
    },
    keep(localeId, sessionId, session) {
      forgetSilent();
      const key = keyOf(localeId, sessionId);
      sessions.delete(key);
      sessions.set(key, { session, endsAt: now() + idleSeconds * 1_000 });
    },
    remove(localeId, sessionId) {
      sessions.delete(keyOf(localeId, sessionId));
    },
  };

  function forgetSilent(): void {
    for (const [key, { endsAt }] of sessions) {
      if (endsAt > now()) return;
      sessions.delete(key);
    }
  }
}

/** Session ids hold no slash. */
function keyOf(localeId: string, sessionId: string): string {
  return `${localeId}/${sessionId}`;
}
