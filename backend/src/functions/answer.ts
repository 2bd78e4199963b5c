import { createAnswerHandler } from '../handlers/answer.ts';
import { createConversePorts } from './converse-ports.ts';
import { readEnvironment } from './environment.ts';
import { createMessengers } from './messengers.ts';
import { observed } from './observed.ts';
import { createStores, PATIENT_ATTEMPTS } from './stores.ts';

const environment = readEnvironment(process.env);

const stores = createStores(environment, PATIENT_ATTEMPTS);

export const handler = observed(
  createAnswerHandler({
    ...stores,
    ...createMessengers(environment),
    ...createConversePorts(environment, stores),
  }),
);
