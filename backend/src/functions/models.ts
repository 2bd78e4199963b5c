import { isModelName, isRecord, readJson, type OfferedModel } from '@lex-chat/protocol';
import { readModelChoice, type ModelChoice, type ModelSettings } from './model-choice.ts';

/** A model that visitors may choose, as the operator configured it. */
export interface ConfiguredModel extends OfferedModel {
  readonly settings: ModelSettings;
  readonly choice: ModelChoice;
}

export type ModelsSettings = ModelSettings & { readonly MODELS?: string };

/** What each item of `MODELS` holds beside name and label, under which name the usual model is told the same. */
const SETTINGS = {
  model: 'MODEL',
  url: 'MODEL_URL',
  keySecretId: 'MODEL_KEY_SECRET_ID',
  guardrailId: 'MODEL_GUARDRAIL_ID',
  guardrailVersion: 'MODEL_GUARDRAIL_VERSION',
} as const;

/** One item of `MODELS`. */
export type ModelItem = OfferedModel & {
  readonly model: string;
} & Readonly<Partial<Record<keyof typeof SETTINGS, string>>>;

const SHAPE = '{ "name", "label", "model", "url"?, "keySecretId"?, "guardrailId"?, "guardrailVersion"? }';
export const LABEL_MAX_LENGTH = 60;

/** Whether visitors can read it in one line. */
export function isModelLabel(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LABEL_MAX_LENGTH && !/[\r\n]/.test(value);
}

/** Reads `MODELS`; without it, visitors have no choice. Throws at the start of a function, naming all that is wrong. */
export function readModels({ MODELS, MODEL_MAX_TOKENS }: ModelsSettings): readonly ConfiguredModel[] {
  if (MODELS === undefined) return [];
  const given = readJson(MODELS);
  const items: readonly unknown[] = Array.isArray(given) ? given : [];
  const read = items.map(item => readModel(item, MODEL_MAX_TOKENS));
  const wrong = items.length === 0 ? [`it is to be a JSON array of at least one ${SHAPE}`] : [];
  wrong.push(...read.flatMap((model, i) => (typeof model === 'string' ? [`model ${i + 1}: ${model}`] : [])));
  const models = read.filter(model => typeof model !== 'string');
  const names = models.map(({ name }) => name);
  wrong.push(...names.filter((name, i) => names.indexOf(name) !== i).map(name => `two models are called ${name}`));
  if (wrong.length > 0) throw new Error(`MODELS cannot be read:\n${wrong.map(line => `  ${line}`).join('\n')}`);
  return models;
}

/** A model, or what is wrong with it. */
function readModel(item: unknown, MODEL_MAX_TOKENS: string): ConfiguredModel | string {
  if (!isRecord(item)) return `it is to be an object ${SHAPE}`;
  const { name, label, ...rest } = item;
  if (!isModelName(name)) return 'name is to be up to 32 lower-case letters, digits or -';
  if (!isModelLabel(label)) return `label is to be one line of up to ${LABEL_MAX_LENGTH} characters`;
  const settings: Record<string, string> = {};
  for (const [key, value] of Object.entries(rest)) {
    if (!isSetting(key)) return `${key} is not known: it is to be an object ${SHAPE}`;
    if (typeof value !== 'string') return `${key} is to be a text`;
    settings[SETTINGS[key]] = value;
  }
  try {
    const whole = { MODEL: '', ...settings, MODEL_MAX_TOKENS };
    return { name, label, settings: whole, choice: readModelChoice(whole) };
  } catch (error) {
    return (error as Error).message;
  }
}

function isSetting(key: string): key is keyof typeof SETTINGS {
  return Object.hasOwn(SETTINGS, key);
}
