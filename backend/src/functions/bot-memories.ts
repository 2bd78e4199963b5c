import type { BotMemory } from '../conversation/ports.ts';
import { readBots } from './bots.ts';
import type { Environment } from './environment.ts';

/** What the bots remember. Only a visitor who deletes what was said takes it: until then the client of Lex is not loaded. */
export function createBotMemories({ BOTS }: Environment): BotMemory {
  const bots = readBots(BOTS);
  let memories: Promise<BotMemory> | undefined;
  return {
    async forget(conversationId) {
      memories ??= import('./lex-memories.ts').then(({ createLexMemories }) => createLexMemories(bots));
      return (await memories).forget(conversationId);
    },
  };
}
