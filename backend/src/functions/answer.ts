import { createAnswerHandler } from '../handlers/answer.ts';
import { createConversePorts } from './converse-ports.ts';
import { readEnvironment } from './environment.ts';
import { createMessengers } from './messengers.ts';
import { createStores, PATIENT_ATTEMPTS } from './stores.ts';

const environment = readEnvironment(process.env);

export const handler = createAnswerHandler({
  ...createStores(environment, PATIENT_ATTEMPTS),
  ...createMessengers(environment),
  ...createConversePorts(environment),
});
