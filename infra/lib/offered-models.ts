import { Token } from 'aws-cdk-lib';
import { readModels, type ModelItem } from '@lex-chat/backend/functions/models';
import type { Model } from './model.ts';

/** A model that visitors may choose in place of the usual one. */
export interface ModelOffer {
  /** What visitors read, in one line. */
  readonly label: string;
  /** Its token cap is that of the usual one. */
  readonly model: Model;
}

/** What functions are told of the models by their names, the first first. Throws where one of them makes no sense. */
export function modelsVariable(offers: Readonly<Record<string, ModelOffer>>): string {
  const items = Object.entries(offers).map(([name, { label, model }]): ModelItem => {
    const { MODEL, MODEL_URL, MODEL_KEY_SECRET_ID, MODEL_GUARDRAIL_ID, MODEL_GUARDRAIL_VERSION } = model.variables;
    return {
      name,
      label,
      model: MODEL,
      ...(MODEL_URL !== undefined && { url: MODEL_URL }),
      ...(MODEL_KEY_SECRET_ID !== undefined && { keySecretId: MODEL_KEY_SECRET_ID }),
      ...(MODEL_GUARDRAIL_ID !== undefined && { guardrailId: MODEL_GUARDRAIL_ID }),
      ...(MODEL_GUARDRAIL_VERSION !== undefined && { guardrailVersion: MODEL_GUARDRAIL_VERSION }),
    };
  });
  const MODELS = JSON.stringify(items);
  readModels({ MODEL: '', MODEL_MAX_TOKENS: '1', MODELS: withKnownAddresses(MODELS) });
  return MODELS;
}

/** The same to be read before it is deployed: what another stack tells only then would be taken for an address that makes no sense. */
export function withKnownAddresses(MODELS: string): string {
  const items = JSON.parse(MODELS) as readonly ModelItem[];
  const known = items.map(item => (Token.isUnresolved(item.url) ? { ...item, url: KNOWN_ON_DEPLOY } : item));
  return JSON.stringify(known);
}

/** In the place of an address that only CloudFormation will know. */
export const KNOWN_ON_DEPLOY = 'https://known.on.deploy';
