import { createChatHandler } from '../handlers/chat.ts';
import { createConversePorts } from './converse-ports.ts';
import { readEnvironment } from './environment.ts';
import { createMessengers } from './messengers.ts';
import { createSessionOptions } from './session-options.ts';
import { createStores } from './stores.ts';
import { streamed } from './streamed.ts';

const environment = readEnvironment(process.env);

export const handler = streamed(
  createChatHandler({
    ...createStores(environment),
    ...createMessengers(environment),
    ...createConversePorts(environment),
    ...createSessionOptions(environment),
  }),
);
