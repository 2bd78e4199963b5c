import { createSocketHandler } from '../handlers/socket.ts';
import { readEnvironment } from './environment.ts';
import { createMessengers } from './messengers.ts';
import { createSessionOptions } from './session-options.ts';
import { createStores } from './stores.ts';

const environment = readEnvironment(process.env);

export const handler = createSocketHandler({
  ...createStores(environment),
  ...createMessengers(environment),
  ...createSessionOptions(environment),
});
