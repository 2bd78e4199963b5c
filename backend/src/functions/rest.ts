import { LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createLexMemory } from '../adapters/lex-memory.ts';
import { createRestHandler } from '../handlers/rest.ts';
import { list, readEnvironment } from './environment.ts';
import { createMessengers } from './messengers.ts';
import { createSessionOptions } from './session-options.ts';
import { createStores } from './stores.ts';

const environment = readEnvironment(process.env);
const stores = createStores(environment);
const { BOT_ID, BOT_ALIAS_ID, BOT_LOCALES } = environment;
// HTTP/1.1, as everywhere with Lex: over HTTP/2 what is cut off ends like what is complete.
const lex = new LexRuntimeV2Client({ requestHandler: new NodeHttpHandler() });

export const handler = createRestHandler({
  ...stores,
  ...createMessengers(environment),
  ...createSessionOptions(environment, stores),
  botMemory: createLexMemory(lex, { botId: BOT_ID, aliasId: BOT_ALIAS_ID, locales: list(BOT_LOCALES) }),
});
