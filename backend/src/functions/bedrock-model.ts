import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createBedrockModel } from '../adapters/bedrock.ts';
import type { LanguageModel } from '../conversation/ports.ts';
import type { ModelChoice } from './model-choice.ts';

/** A region that is in reach takes a connection in a tenth of this. */
const CONNECTION_TIMEOUT_MS = 3_000;

// By itself, so that only a deployment with Bedrock loads it.
export function createBedrock({ model, guardrail }: Extract<ModelChoice, { provider: 'bedrock' }>): LanguageModel {
  // HTTP/1.1: over HTTP/2 an answer that is cut off ends like one that is complete. One attempt: see `createRetryingModel`.
  const client = new BedrockRuntimeClient({
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({ connectionTimeout: CONNECTION_TIMEOUT_MS }),
  });
  return createBedrockModel(client, { modelId: model, ...(guardrail && { guardrail }) });
}
