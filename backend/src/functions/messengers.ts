import { setTimeout as wait } from 'node:timers/promises';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createApiGateway } from '../adapters/gateway.ts';
import type { Environment } from './environment.ts';
import { createInvoker } from './invoker.ts';
import { info, warn } from './log.ts';
import { measure } from './measure.ts';

/** A post that is throttled is tried again in its place, before the next one. */
const POST_ATTEMPTS = 5;

/** A post that takes longer is given up: the others wait for it, and a socket that misses something resumes. */
const POST_TIMEOUT_MS = 3_000;

/** What a function needs to speak to sockets and to have answers given, besides the stores. */
export function createMessengers(environment: Environment) {
  return {
    gateway: createApiGateway(environment.WS_CALLBACK_URL, {
      region: loadConfig(NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS),
      credentials: defaultProvider(),
      maxAttempts: POST_ATTEMPTS,
      requestHandler: new NodeHttpHandler({ requestTimeout: POST_TIMEOUT_MS, throwOnRequestTimeout: true }),
      trace: () => process.env['_X_AMZN_TRACE_ID'],
    }),
    invoker: createInvoker(environment),
    now: Date.now,
    pause: (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }).catch(() => undefined),
    warn,
    note,
  };
}

/** What is only counted. */
function note(event: 'rate-limited' | 'socket-opened'): void {
  info(event);
  measure(event === 'rate-limited' ? 'RateLimited' : 'SocketsOpened');
}
