import { CHANNEL_OPTIONS } from './channel-names.ts';
import { KNOWLEDGE_SHAPE } from './knowledge-choice.ts';
import { LIMIT_OPTIONS } from './limits.ts';
import { MODEL_NAMES, MODEL_OPTIONS } from './model-names.ts';
import { readVariables } from './read-variables.ts';

/** What every function is told by the stack. `infra` and the laptop build this very type, so nobody can forget a name. */
export type Environment = Readonly<Record<EnvironmentName, string> & Partial<Record<OptionalName, string>>>;

export type EnvironmentName = keyof typeof NAMES;
export type OptionalName =
  keyof typeof OPTIONAL_NAMES | keyof typeof CHANNEL_OPTIONS | keyof typeof LIMIT_OPTIONS | keyof typeof MODEL_OPTIONS;

/** Each name with what it holds. Secrets are named here, never given. */
export const NAMES = {
  CONVERSATIONS_TABLE: 'the DynamoDB table of conversations',
  CONNECTIONS_TABLE: 'the DynamoDB table of open sockets',
  LEDGER_TABLE: 'the DynamoDB table of rates and budgets',
  SESSION_SECRET_ID: 'the Secrets Manager id of the key that signs session tokens',
  ALLOWED_ORIGINS: 'the exact origins of the websites that may chat, separated by commas',
  BOTS: 'the Lex bots as JSON, see `bots.ts`: a list of { name, botId, aliasId, locales, slots?, idleSeconds?, persona?, knowledge? }, the default first',
  MINIMUM_CONFIDENCE: 'the confidence, from 0 to 1, below which an intent is a guess and the model answers',
  ...MODEL_NAMES,
  ANSWER_FUNCTION: 'the name of the function that answers',
  SOCKET_URL: 'where browsers find the socket, wss://…',
  WS_CALLBACK_URL: 'where functions post to sockets, https://…/stage',
} as const;

/** What a deployment may do without. */
export const OPTIONAL_NAMES = {
  VISITORS: 'who may chat: guests (anybody, also without it) or signed (only those for whom the site vouches)',
  SITE_ID: 'the name by which the site and this service know the site: the audience of its proofs',
  SITE_SECRET_ID: 'the Secrets Manager id of the secret shared with a site that vouches for its users',
  WAIT_FACTOR: 'what part of the usual time is waited for whatever may have died, for tests: 0.1 is a tenth',
  MODES:
    'what a message may ask of the model besides chat, separated by commas: translate, correct-grammar, sentiment, extract-email, redact-pii, step-by-step, extract-times; all of them without it, none if it is chat',
  MODELS:
    'the models that visitors may choose in place of MODEL, as JSON, see `models.ts`: a list of { name, label, model, url?, keySecretId?, guardrailId?, guardrailVersion? }; without it they have no choice',
  MISSED_TABLE:
    'the DynamoDB table of what no intent knew, without what may tell who said it; nothing is kept without it',
  UPLOADS_BUCKET: 'the S3 bucket of the files that visitors attach; without it nothing can be attached',
  UPLOAD_TYPES:
    'what may be attached, separated by commas: pdf, txt, csv, md, docx, xlsx, png, jpeg, webp; without it, all of those that the model can be shown',
  KNOWLEDGE: `where the model finds what the site’s own pages say, with bots that name nothing of their own: ${KNOWLEDGE_SHAPE}`,
  ORIGIN_SECRET_ID:
    'the Secrets Manager id of the secret that CloudFront sends as X-Origin-Verify; with it, whoever goes round CloudFront is refused',
  MODEL_PERSONA: 'who the assistant is, in a few sentences for the model, with bots that have no persona of their own',
} as const;

export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  return readVariables(variables, NAMES, { ...OPTIONAL_NAMES, ...CHANNEL_OPTIONS, ...LIMIT_OPTIONS, ...MODEL_OPTIONS });
}

/** The values of a variable that holds several. */
export function list(variable: string): readonly string[] {
  return variable.split(',').map(value => value.trim());
}
