import { createRestHandler } from '../handlers/rest.ts';
import { createBotMemories } from './bot-memories.ts';
import { createChannels } from './channels.ts';
import { readEnvironment } from './environment.ts';
import { createMessengers } from './messengers.ts';
import { createSessionOptions } from './session-options.ts';
import { observed } from './observed.ts';
import { createStores } from './stores.ts';

const environment = readEnvironment(process.env);
const stores = createStores(environment);
const bots = createBotMemories(environment);

export const handler = observed(
  createRestHandler({
    ...stores,
    ...createMessengers(environment),
    ...createSessionOptions(environment, stores),
    channels: createChannels(environment),
    botMemory: bots,
    botPatience: bots,
  }),
);
