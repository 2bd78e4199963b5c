import type { MODEL_NAMES, MODEL_OPTIONS } from './model-names.ts';

/** Which model answers, as the operator configured it. */
export type ModelChoice =
  | { readonly provider: 'bedrock'; readonly model: string; readonly guardrail: Guardrail | null }
  | {
      /** Servers that are only compatible name the token cap otherwise. */
      readonly provider: 'openai' | 'openai-compatible' | 'openai-completions';
      readonly model: string;
      /** Up to and with the version, without a slash behind it. */
      readonly url: string;
      /** Null where no key is wanted. */
      readonly keySecretId: string | null;
    };

export interface Guardrail {
  readonly id: string;
  readonly version: string;
}

export type ModelSettings = Readonly<
  Record<keyof typeof MODEL_NAMES, string> & Partial<Record<keyof typeof MODEL_OPTIONS, string>>
>;

const OPENAI_URL = 'https://api.openai.com/v1';

/** Checks the settings at the start: an operator reads the name, the value and the cure there, and not a visitor's complaint. */
export function readModelChoice(settings: ModelSettings): ModelChoice {
  const { MODEL, MODEL_MAX_TOKENS } = settings;
  if (!/^[1-9]\d{0,6}$/.test(MODEL_MAX_TOKENS))
    throw wrong('MODEL_MAX_TOKENS', MODEL_MAX_TOKENS, 'it should be a whole number of tokens, such as 1000');

  const [, provider, model] = MODEL_PATTERN.exec(MODEL) ?? [];
  if (!provider || !model)
    throw wrong('MODEL', MODEL, `it should be ${PROVIDERS.map(name => `${name}:<model>`).join(' or ')}`);
  return provider === 'bedrock' ? onBedrock(model, settings) : onOpenAi(provider as OpenAi, model, settings);
}

type OpenAi = Exclude<ModelChoice['provider'], 'bedrock'>;

const PROVIDERS = ['bedrock', 'openai', 'openai-compatible', 'openai-completions'] as const;
const MODEL_PATTERN = new RegExp(`^(${PROVIDERS.join('|')}):(\\S.*)$`);

function onBedrock(model: string, settings: ModelSettings): ModelChoice {
  const { MODEL_URL, MODEL_GUARDRAIL_ID: id, MODEL_GUARDRAIL_VERSION: version } = settings;
  if (MODEL_URL)
    throw wrong('MODEL_URL', MODEL_URL, 'Bedrock has no address of its own; leave it out, or use openai-compatible:');
  if (version && !id) throw wrong('MODEL_GUARDRAIL_VERSION', version, 'it needs MODEL_GUARDRAIL_ID, which it is of');
  return { provider: 'bedrock', model, guardrail: id ? { id, version: version ?? 'DRAFT' } : null };
}

function onOpenAi(provider: OpenAi, model: string, settings: ModelSettings): ModelChoice {
  const { MODEL, MODEL_URL, MODEL_KEY_SECRET_ID, MODEL_GUARDRAIL_ID } = settings;
  if (MODEL_GUARDRAIL_ID)
    throw wrong('MODEL_GUARDRAIL_ID', MODEL_GUARDRAIL_ID, 'only Bedrock has guardrails; leave it out, or use bedrock:');
  if (provider === 'openai-compatible' && !MODEL_URL)
    throw wrong('MODEL', MODEL, 'it needs MODEL_URL, the address of the server, such as http://localhost:11434/v1');
  if (!MODEL_URL && !MODEL_KEY_SECRET_ID)
    throw wrong('MODEL', MODEL, 'it needs MODEL_KEY_SECRET_ID, the Secrets Manager id of the OpenAI key');
  const url = MODEL_URL ? addressOf(MODEL_URL) : OPENAI_URL;
  return { provider, model, url, keySecretId: MODEL_KEY_SECRET_ID ?? null };
}

function addressOf(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  // The value is not repeated where it may hold a password.
  if (url?.username || url?.password)
    throw wrong('MODEL_URL', '<with a password>', 'keys belong into Secrets Manager, named by MODEL_KEY_SECRET_ID');
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw wrong('MODEL_URL', given, 'it should be an address such as http://localhost:11434/v1');
  return url.href.replace(/\/+$/, '');
}

function wrong(name: string, value: string, cure: string): Error {
  return new Error(`${name} is ${value}: ${cure}`);
}
