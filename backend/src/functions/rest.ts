import { createRestHandler } from '../handlers/rest.ts';
import { readEnvironment } from './environment.ts';
import { createInvoker } from './invoker.ts';
import { warn } from './log.ts';
import { createSessionOptions } from './session-options.ts';
import { createStores } from './stores.ts';

const environment = readEnvironment(process.env);

export const handler = createRestHandler({
  ...createStores(environment),
  ...createSessionOptions(environment),
  invoker: createInvoker(environment),
  now: Date.now,
  warn,
});
