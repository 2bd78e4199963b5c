import { SHOWN_TO } from '@lex-chat/backend/functions/upload-types';
import { FILE_TYPES, type FileType } from '@lex-chat/protocol/files';
import type { Config, ModelSettings } from './config.ts';
import { isGlobalProfile, isProfile, withoutArea } from '../inference-profile.ts';
import { modelsOf } from './model-settings.ts';

/** Each with whether it holds. */
export type Rules = readonly (readonly [applies: boolean, words: string])[];

/** What the settings of one model may not be together; `at` stands before the names of those that are offered. */
export function modelContradictions(at: string, settings: ModelSettings): Rules {
  const { model, modelUrl, modelKeySecretArn, modelProfile, modelRegions } = settings;
  const isBedrock = isOfBedrock(settings);
  const bedrockId = isBedrock ? model.slice('bedrock:'.length) : '';
  return [
    [model.startsWith('openai:') && !modelKeySecretArn, `${at}model is ${model}: it needs modelKeySecretArn`],
    [/^openai-/.test(model) && !modelUrl, `${at}model is ${model}: it needs modelUrl, the address of the server`],
    [
      isBedrock && modelUrl !== undefined,
      `${at}modelUrl is ${modelUrl ?? ''}: Bedrock has no address of its own; use openai-compatible:`,
    ],
    [!isBedrock && modelProfile !== undefined, `${at}model is ${model}: modelProfile is Bedrock’s`],
    [
      isProfile(bedrockId),
      `${at}model is ${model}: that is an inference profile; set modelProfile to ${bedrockId} and model to ` +
        `bedrock:${withoutArea(bedrockId)}`,
    ],
    [
      bedrockId.startsWith('arn:'),
      `${at}model is ${model}: it should be the id of a model, not an ARN; an inference profile goes into modelProfile`,
    ],
    [
      modelProfile !== undefined && modelRegions === undefined && !isGlobalProfile(modelProfile),
      `${at}modelProfile is ${modelProfile ?? ''}: it needs modelRegions, all among which it chooses: aws bedrock ` +
        `get-inference-profile --inference-profile-identifier ${modelProfile ?? ''} tells them`,
    ],
    [
      modelRegions !== undefined && modelProfile === undefined,
      `${at}modelRegions is ${modelRegions?.join(',') ?? ''}: it is of modelProfile`,
    ],
  ];
}

/** What a guardrail may not be together with the models. */
export function guardrailContradictions(config: Config): Rules {
  const { guardrailId } = config;
  const holds = modelsOf(config).some(([, settings]) => isOfBedrock(settings));
  return [[guardrailId !== undefined && !holds, `guardrailId is ${guardrailId ?? ''}: no model here is Bedrock’s`]];
}

/** What may not be attached, since one of the models could not be shown it. */
export function uploadContradictions(config: Config): Rules {
  const { uploads, uploadTypes: types } = config;
  if (types === undefined) return [];
  const models = modelsOf(config).map(([, settings]) => settings);
  const shown = FILE_TYPES.filter(type => models.every(isShown(type)));
  const unseen = types.filter(type => !shown.includes(type));
  const blind = models.filter(settings => !unseen.every(type => isShown(type)(settings))).map(({ model }) => model);
  return [
    [types.length === 0, 'uploadTypes is empty: leave it out, or let uploads be false'],
    [!uploads, `uploadTypes is ${types.join(',')}: nothing can be attached while uploads is false`],
    [
      uploads && unseen.length > 0,
      `uploadTypes names ${unseen.join(', ')}, which cannot be shown to ${blind.join(', ')}: it should be some of ${shown.join(', ')}`,
    ],
  ];
}

const isOfBedrock = ({ model }: ModelSettings) => model.startsWith('bedrock:');

const isShown = (type: FileType) => (settings: ModelSettings) => SHOWN_TO[providerOf(settings)].includes(type);

/** As it is deployed: OpenAI has no other address. */
function providerOf({ model, modelUrl }: ModelSettings): keyof typeof SHOWN_TO {
  const [, given] = /^([\w-]+):/.exec(model) as unknown as [string, keyof typeof SHOWN_TO];
  return given === 'openai' && modelUrl !== undefined ? 'openai-compatible' : given;
}
