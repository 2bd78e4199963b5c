import { GetSessionCommand, PutSessionCommand, type LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import type { BotPatience } from '../conversation/ports.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import type { LexBot } from './lex-bot.ts';

/** The time that Amazon Lex V2 gives a silent session begins anew with whatever is put into it: what it holds is put once more. */
export function createLexPatience(
  client: LexRuntimeV2Client,
  { botId, aliasId: botAliasId, locales }: Pick<LexBot, 'botId' | 'aliasId' | 'locales'>,
): BotPatience {
  const waitIn = async (localeId: string, sessionId: string): Promise<boolean> => {
    const session = { botId, botAliasId, localeId, sessionId };
    try {
      const { sessionState, messages = [] } = await client.send(new GetSessionCommand(session));
      // Without messages Lex would say its own once more.
      await client.send(new PutSessionCommand({ ...session, sessionState, messages }));
      return true;
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name === 'ResourceNotFoundException') return false;
      // A turn is under way, with which the time begins anew as well.
      if (name === 'ConflictException') return true;
      throw new UpstreamError('lex', { cause: error });
    }
  };
  return {
    async wait(dialogueId) {
      const waits = await Promise.all(locales.map(localeId => waitIn(localeId, dialogueId)));
      return waits.includes(true) ? 'waiting' : 'forgotten';
    },
  };
}
