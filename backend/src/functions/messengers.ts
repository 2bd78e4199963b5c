import { setTimeout as wait } from 'node:timers/promises';
import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { createApiGateway } from '../adapters/gateway.ts';
import { createLambdaInvoker } from '../adapters/lambda-invoker.ts';
import type { Environment } from './environment.ts';
import { warn } from './log.ts';

/** A post that is throttled is tried again in its place, before the next one. */
const POST_ATTEMPTS = 5;

/** What a function needs to speak to sockets and to have answers given, besides the stores. */
export function createMessengers({ WS_CALLBACK_URL, ANSWER_FUNCTION }: Environment) {
  return {
    gateway: createApiGateway(
      new ApiGatewayManagementApiClient({ endpoint: WS_CALLBACK_URL, maxAttempts: POST_ATTEMPTS }),
    ),
    invoker: createLambdaInvoker(new LambdaClient(), ANSWER_FUNCTION),
    now: Date.now,
    pause: (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }).catch(() => undefined),
    warn,
  };
}
