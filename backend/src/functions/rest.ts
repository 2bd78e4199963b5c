import { createUploadAllowance } from '../conversation/limits/upload-allowance.ts';
import { createRestHandler } from '../handlers/rest.ts';
import { createBotMemories } from './bot-memories.ts';
import { createChannels } from './channels.ts';
import { readEnvironment } from './environment.ts';
import { createFiles } from './files.ts';
import { readLimits } from './limits.ts';
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
    files: createFiles(environment),
    uploadAllowance: createUploadAllowance(stores.ledger, readLimits(environment)),
  }),
);
