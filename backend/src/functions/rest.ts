import { LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createLexMemory, PATIENCE_MS } from '../adapters/lex-memory.ts';
import { createSeveralMemories } from '../adapters/several-bots.ts';
import { createRestHandler } from '../handlers/rest.ts';
import { readBots } from './bots.ts';
import { createChannels } from './channels.ts';
import { readEnvironment } from './environment.ts';
import { createMessengers } from './messengers.ts';
import { createSessionOptions } from './session-options.ts';
import { observed } from './observed.ts';
import { createStores } from './stores.ts';

const environment = readEnvironment(process.env);
const stores = createStores(environment);
// HTTP/1.1, as everywhere with Lex: over HTTP/2 what is cut off ends like what is complete.
const lex = new LexRuntimeV2Client({ requestHandler: new NodeHttpHandler() });
const memories = readBots(environment.BOTS).map(bot => [bot.name, createLexMemory(lex, bot, PATIENCE_MS)] as const);

export const handler = observed(
  createRestHandler({
    ...stores,
    ...createMessengers(environment),
    ...createSessionOptions(environment, stores),
    channels: createChannels(environment),
    botMemory: createSeveralMemories(Object.fromEntries(memories)),
  }),
);
