import { randomUUID } from 'node:crypto';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createOpenAiChat } from '../adapters/openai-chat.ts';
import { createOpenAiCompletions } from '../adapters/openai-completions.ts';
import { createSecret } from '../adapters/secret.ts';
import { createCircuitBreaker, type CircuitEvent } from '../conversation/circuit-breaker.ts';
import { createPatientModel } from '../conversation/model-patience.ts';
import { createRetryingModel, type RetryEvent } from '../conversation/model-retries.ts';
import type { LanguageModel } from '../conversation/ports.ts';
import { createDiscreetModel } from '../conversation/prompt-secrecy.ts';
import { warn } from './log.ts';
import { WAITS, type ModelWaits } from './waits.ts';
import { readModelChoice, type ModelChoice, type ModelSettings } from './model-choice.ts';

/** A region that is in reach takes a connection in a tenth of this. */
const CONNECTION_TIMEOUT_MS = 3_000;

export type ModelEvent = CircuitEvent | RetryEvent;

/** The model that is configured, with what every model needs around it. Throws when the configuration makes no sense. */
export function createModel(
  settings: ModelSettings,
  report: (event: ModelEvent) => void = ({ event, error }) => warn(event, error),
  { patience, retries, circuit }: ModelWaits = WAITS.model,
): LanguageModel {
  // The circuit counts every try, and the retries stop where it opens.
  const patient = createPatientModel(createAdapter(readModelChoice(settings)), patience);
  const model = createCircuitBreaker(patient, report, Date.now, circuit);
  return createDiscreetModel(createRetryingModel(model, report, undefined, retries), randomUUID());
}

function createAdapter(choice: ModelChoice): LanguageModel {
  switch (choice.provider) {
    case 'bedrock':
      return createLazily(choice.model, () => createBedrock(choice));
    case 'openai':
      return createOpenAiChat({ ...endpointOf(choice), capName: 'max_completion_tokens' });
    case 'openai-compatible':
      return createOpenAiChat({ ...endpointOf(choice), capName: 'max_tokens' });
    case 'openai-completions':
      return createOpenAiCompletions(endpointOf(choice));
  }
}

function endpointOf({ model, url, keySecretId }: Exclude<ModelChoice, { provider: 'bedrock' }>) {
  return { model, url, key: keySecretId === null ? null : createSecret(new SecretsManagerClient(), keySecretId) };
}

/** A third of a megabyte of client, which only a deployment with Bedrock loads: while it starts, not at the first question. */
async function createBedrock({
  model: modelId,
  guardrail,
}: Extract<ModelChoice, { provider: 'bedrock' }>): Promise<LanguageModel> {
  const [{ BedrockRuntimeClient }, { createBedrockModel }] = await Promise.all([
    import('@aws-sdk/client-bedrock-runtime'),
    import('../adapters/bedrock.ts'),
  ]);
  // HTTP/1.1: over HTTP/2 an answer that is cut off ends like one that is complete. One attempt: see `createRetryingModel`.
  const client = new BedrockRuntimeClient({
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({ connectionTimeout: CONNECTION_TIMEOUT_MS }),
  });
  return createBedrockModel(client, { modelId, ...(guardrail && { guardrail }) });
}

function createLazily(name: string, load: () => Promise<LanguageModel>): LanguageModel {
  const loading = load();
  // Told to whoever asks first, instead of ending the process before.
  loading.catch(() => undefined);
  return {
    name,
    async *stream(prompt, signal) {
      yield* (await loading).stream(prompt, signal);
    },
  };
}
