import { LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createLexMemory, PATIENCE_MS } from '../adapters/lex-memory.ts';
import { createLexPatience } from '../adapters/lex-patience.ts';
import { createSeveralMemories, createSeveralPatience } from '../adapters/several-bots.ts';
import type { BotMemory, BotPatience } from '../conversation/ports.ts';
import type { NamedBots } from './bots.ts';

// By itself, so that it can be loaded late.
export function createLexMemories(bots: NamedBots): BotMemory & BotPatience {
  // HTTP/1.1, as everywhere with Lex: over HTTP/2 what is cut off ends like what is complete.
  const lex = new LexRuntimeV2Client({ requestHandler: new NodeHttpHandler() });
  const memories = bots.map(bot => [bot.name, createLexMemory(lex, bot, PATIENCE_MS)] as const);
  const patience = bots.map(bot => [bot.name, createLexPatience(lex, bot)] as const);
  return {
    ...createSeveralMemories(Object.fromEntries(memories)),
    ...createSeveralPatience(Object.fromEntries(patience)),
  };
}
