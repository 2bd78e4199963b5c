import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createBedrockModel } from '../adapters/bedrock.ts';
import type { LanguageModel } from '../conversation/ports.ts';
import type { ModelChoice } from './model-choice.ts';

/** A region that is in reach takes a connection in a tenth of this. */
const CONNECTION_TIMEOUT_MS = 3_000;

/**
 * An answer holds its connection for as long as it lasts. Lambda gives a process one turn at a time; where one has several, as on a laptop, the
 * client's own 50 would have the further ones wait for an answer to end, and be given up as silent.
 */
const CONNECTIONS = { maxSockets: Infinity };

// By itself, so that only a deployment with Bedrock loads it.
export function createBedrock({ model, guardrail }: Extract<ModelChoice, { provider: 'bedrock' }>): LanguageModel {
  // HTTP/1.1: over HTTP/2 an answer that is cut off ends like one that is complete. One attempt: see `createRetryingModel`.
  const client = new BedrockRuntimeClient({
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      httpAgent: CONNECTIONS,
      httpsAgent: CONNECTIONS,
    }),
  });
  return createBedrockModel(client, { modelId: model, ...(guardrail && { guardrail }) });
}
