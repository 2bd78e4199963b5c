import { randomUUID } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createOpenAiChat } from '../adapters/openai-chat.ts';
import { createOpenAiCompletions } from '../adapters/openai-completions.ts';
import { createSecret } from '../adapters/secret.ts';
import { createCircuitBreaker, type CircuitEvent } from '../conversation/limits/circuit-breaker.ts';
import { createPatientModel } from '../conversation/model/model-patience.ts';
import { createRetryingModel, type RetryEvent } from '../conversation/model/model-retries.ts';
import type { LanguageModel } from '../conversation/ports.ts';
import { createDiscreetModel } from '../conversation/model/prompt-secrecy.ts';
import { warn } from './log.ts';
import { WAITS, type ModelWaits } from './waits.ts';
import { readModelChoice, type ModelChoice, type ModelSettings } from './model-choice.ts';

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
      return createLazily(choice.model, () => loadBedrock(choice));
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

/** The client is loaded by those that have Bedrock alone: while the function starts, not at the first question. */
async function loadBedrock(choice: Extract<ModelChoice, { provider: 'bedrock' }>): Promise<LanguageModel> {
  const { createBedrock } = await import('./bedrock-model.ts');
  return createBedrock(choice);
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
