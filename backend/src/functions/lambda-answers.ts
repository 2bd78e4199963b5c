import { LambdaClient } from '@aws-sdk/client-lambda';
import { createLambdaInvoker } from '../adapters/lambda-invoker.ts';
import type { AnswerInvoker } from '../conversation/ports.ts';

// By itself, so that it can be loaded late: of a package that is loaded so, a bundle holds all, of this only what is used.
export function createLambdaAnswers(functionName: string): AnswerInvoker {
  return createLambdaInvoker(new LambdaClient(), functionName);
}
