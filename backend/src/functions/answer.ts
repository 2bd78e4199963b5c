import { createReplyReceivers } from '../channels/reply-receiver.ts';
import { createAnswerHandler } from '../handlers/answer.ts';
import { createChannels } from './channels.ts';
import { createConversePorts } from './converse-ports.ts';
import { readEnvironment } from './environment.ts';
import { createMessengers } from './messengers.ts';
import { observed } from './observed.ts';
import { createStores, PATIENT_ATTEMPTS } from './stores.ts';

const environment = readEnvironment(process.env);

const stores = createStores(environment, PATIENT_ATTEMPTS);

const messengers = createMessengers(environment);

export const handler = observed(
  createAnswerHandler({
    ...stores,
    ...messengers,
    receiverOf: createReplyReceivers(
      createChannels(environment).map(({ channel }) => channel),
      messengers,
    ),
    ...createConversePorts(environment, stores),
  }),
);
