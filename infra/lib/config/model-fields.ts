import { isModelName, isRecord, readJson } from '@lex-chat/protocol';
import { isModelLabel, LABEL_MAX_LENGTH } from '@lex-chat/backend/functions/models';
import type { ModelSettings, OfferSettings } from './config.ts';
import { faultsOf, field, list, secretArn, strangeNames, text, type Field } from './config-fields.ts';
import { isProfile } from '../inference-profile.ts';

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** What is said of a model, be it the usual one or one that visitors may choose. */
export const MODEL_FIELDS: Readonly<Record<keyof ModelSettings, Field>> = {
  model: text(/^(bedrock|openai|openai-compatible|openai-completions):\S+$/, 'such as bedrock:amazon.nova-lite-v1:0'),
  modelProfile: field('the id of an inference profile that AWS has made, such as eu.amazon.nova-lite-v1:0', given =>
    typeof given === 'string' && isProfile(given) ? given : undefined,
  ),
  modelRegions: list(value => REGION.test(value), 'regions such as eu-central-1, separated by commas', 1),
  modelUrl: text(/^https?:\/\/[^\s?#@]+$/, 'an address such as https://models.example.com/v1'),
  modelKeySecretArn: secretArn,
};

const OFFER_FIELDS: Readonly<Record<keyof OfferSettings, Field>> = {
  label: field(`one line of up to ${LABEL_MAX_LENGTH} characters`, given => (isModelLabel(given) ? given : undefined)),
  ...MODEL_FIELDS,
};

/** The models that visitors may choose, by their names. */
export const OFFERS_FIELD: Field = {
  cure: 'models by the names of their choice, such as {"fast":{"label":"Fast","model":"bedrock:amazon.nova-micro-v1:0"}}',
  read: given => readOffers('', given).offers,
  faults: (name, given) => readOffers(name, given).wrong,
};

interface ReadOffers {
  readonly offers?: Readonly<Record<string, unknown>>;
  /** What is wrong, one by one; empty where it is the whole. */
  readonly wrong: readonly string[];
}

function readOffers(at: string, given: unknown): ReadOffers {
  const value = typeof given === 'string' ? readJson(given) : given;
  if (!isRecord(value) || Object.keys(value).length === 0) return { wrong: [] };
  const read = Object.entries(value).map(([name, offer]) => [name, readOffer(at, name, offer)] as const);
  const wrong = read.flatMap(([, each]) => each.wrong);
  return wrong.length > 0
    ? { wrong }
    : { wrong, offers: Object.fromEntries(read.map(([name, { offer }]) => [name, offer])) };
}

function readOffer(
  at: string,
  name: string,
  given: unknown,
): { readonly offer: Readonly<Record<string, unknown>>; readonly wrong: readonly string[] } {
  const offer: Record<string, unknown> = {};
  const within = `${at}.${name}`;
  const isNamed: boolean = isModelName(name);
  if (!isNamed) return { offer, wrong: [`${at} names ${name}: it should be up to 32 lower-case letters, digits or -`] };
  if (!isRecord(given)) return { offer, wrong: [`${within} should be an object with label and model`] };
  const wrong = [...strangeNames(Object.keys(given), Object.keys(OFFER_FIELDS), `${within}.`)];
  for (const [setting, read] of Object.entries(OFFER_FIELDS)) {
    const said = given[setting];
    if (said === undefined && setting !== 'label' && setting !== 'model') continue;
    const value = read.read(said);
    if (value === undefined) wrong.push(...faultsOf(read, `${within}.${setting}`, said ?? 'missing'));
    else offer[setting] = value;
  }
  return { offer, wrong };
}
