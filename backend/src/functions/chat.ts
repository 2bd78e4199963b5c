import { createChatHandler } from '../handlers/chat.ts';
import { createExportHandler } from '../handlers/export.ts';
import { createConversePorts } from './converse-ports.ts';
import { readEnvironment } from './environment.ts';
import { createMessengers } from './messengers.ts';
import { createSessionOptions } from './session-options.ts';
import { createStores } from './stores.ts';
import { streamed } from './streamed.ts';

const environment = readEnvironment(process.env);
const stores = createStores(environment);
const options = {
  ...stores,
  ...createMessengers(environment),
  ...createConversePorts(environment, stores),
  ...createSessionOptions(environment, stores),
};
const chat = createChatHandler(options);
const exported = createExportHandler(options);

/** All that is streamed. */
export const handler = streamed((event, context) =>
  event.resource === '/history/export' ? exported(event) : chat(event, context),
);
