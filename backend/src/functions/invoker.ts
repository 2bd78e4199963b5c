import { LambdaClient } from '@aws-sdk/client-lambda';
import { createLambdaInvoker } from '../adapters/lambda-invoker.ts';
import type { Environment } from './environment.ts';

export function createInvoker({ ANSWER_FUNCTION }: Environment) {
  return createLambdaInvoker(new LambdaClient(), ANSWER_FUNCTION);
}
