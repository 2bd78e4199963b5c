import { setTimeout as wait } from 'node:timers/promises';
import { DeleteSessionCommand, type LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import type { BotMemory } from '../conversation/ports.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import type { LexBot } from './lex-bot.ts';

/** How long a session that is in use is asked for again, in milliseconds: while a visitor waits, and by the worker that used it. */
export const PATIENCE_MS = 3_000;
/** Lex waits 30 s for a code hook, and then keeps the session. */
export const LONG_PATIENCE_MS = 40_000;

const PAUSE_MS = 250;

/** What Amazon Lex V2 remembers: a session for each locale a conversation was held in. */
export function createLexMemory(
  client: LexRuntimeV2Client,
  { botId, aliasId, locales }: LexBot,
  patienceMs: number,
  pause: (ms: number) => Promise<unknown> = wait,
): BotMemory {
  const forgetIn = async (localeId: string, sessionId: string): Promise<'forgotten' | 'busy'> => {
    const forget = new DeleteSessionCommand({ botId, botAliasId: aliasId, localeId, sessionId });
    for (let waited = 0; ; waited += PAUSE_MS) {
      const outcome = await client.send(forget).then(() => 'forgotten' as const, outcomeOf);
      if (outcome === 'forgotten' || waited >= patienceMs) return outcome;
      await pause(PAUSE_MS);
    }
  };
  return {
    async forget(dialogueId) {
      const outcomes = await Promise.allSettled(locales.map(localeId => forgetIn(localeId, dialogueId)));
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
      return outcomes.some(outcome => outcome.status === 'fulfilled' && outcome.value === 'busy')
        ? 'busy'
        : 'forgotten';
    },
  };
}

function outcomeOf(error: unknown): 'forgotten' | 'busy' {
  // Lex knows of no such session, as for a locale that was never spoken.
  if (error instanceof Error && error.name === 'ResourceNotFoundException') return 'forgotten';
  // A turn of the session is under way; at its end Lex keeps the session.
  if (error instanceof Error && error.name === 'ConflictException') return 'busy';
  throw new UpstreamError('lex', { cause: error });
}
