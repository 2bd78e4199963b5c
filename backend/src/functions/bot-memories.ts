import type { BotMemory, BotPatience } from '../conversation/ports.ts';
import { readBots } from './bots.ts';
import type { Environment } from './environment.ts';

/** What the bots remember. Only a visitor who deletes what was said, or hesitates, takes it: until then the client of Lex is not loaded. */
export function createBotMemories({ BOTS }: Environment): BotMemory & BotPatience {
  const bots = readBots(BOTS);
  let memories: Promise<BotMemory & BotPatience> | undefined;
  const load = () =>
    (memories ??= import('./lex-memories.ts').then(({ createLexMemories }) => createLexMemories(bots)));
  return {
    forget: async dialogueId => (await load()).forget(dialogueId),
    wait: async dialogueId => (await load()).wait(dialogueId),
  };
}
