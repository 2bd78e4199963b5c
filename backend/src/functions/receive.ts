import { createSocketHandler } from '../handlers/socket.ts';
import { readEnvironment } from './environment.ts';
import { createMessengers } from './messengers.ts';
import { createSessionOptions } from './session-options.ts';
import { observed } from './observed.ts';
import { createStores } from './stores.ts';

const environment = readEnvironment(process.env);

const stores = createStores(environment);

export const handler = observed(
  createSocketHandler({
    ...stores,
    ...createMessengers(environment),
    ...createSessionOptions(environment, stores),
  }),
);
