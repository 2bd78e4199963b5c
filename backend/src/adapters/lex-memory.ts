import { DeleteSessionCommand, type LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import type { BotMemory } from '../conversation/ports.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import type { LexBot } from './lex-bot.ts';

/** What Amazon Lex V2 remembers: a session for each locale a conversation was held in. */
export function createLexMemory(client: LexRuntimeV2Client, { botId, aliasId, locales }: LexBot): BotMemory {
  return {
    async forget(conversationId) {
      const forgotten = locales.map(localeId =>
        client
          .send(new DeleteSessionCommand({ botId, botAliasId: aliasId, localeId, sessionId: conversationId }))
          .catch(unlessMissing),
      );
      await Promise.all(forgotten);
    },
  };
}

/** Lex knows of no such session, as for a locale that was never spoken. */
function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && error.name === 'ResourceNotFoundException') return;
  throw new UpstreamError('lex', { cause: error });
}
