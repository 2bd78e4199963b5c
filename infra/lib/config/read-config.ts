import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { isBotName, isRecord, readJson } from '@lex-chat/protocol';
import { FILE_TYPES, isFileType } from '@lex-chat/protocol/files';
import { isModeName, MODES } from '@lex-chat/backend/conversation/model/modes';
import { ConfigError } from './config-error.ts';
import { BOT_NAMES, DEFAULTS, type Config } from './config.ts';
import { faultsOf, field, list, number, secretArn, strangeNames, text, yesOrNo, type Field } from './config-fields.ts';
import { contradictions } from './contradictions.ts';
import { MODEL_FIELDS, OFFERS_FIELD } from './model-fields.ts';
import { ALIAS, CONFIDENCE, ORIGIN } from './possible-values.ts';

const RETENTIONS: readonly unknown[] = Object.values(RetentionDays);
const LOCALE = /^[a-z]{2,3}_[A-Za-z0-9]{2,4}$/;
const isWhole = (least: number) => (value: number) => Number.isSafeInteger(value) && value >= least;
const isPrice = (value: number) => Number.isFinite(value) && value >= 0;

const botName = field('the name of a bot', given => (isBotName(given) ? given : undefined));

const byBot = (pattern: RegExp, cure: string) =>
  field(cure, given => {
    const value = typeof given === 'string' ? readJson(given) : given;
    if (!isRecord(value)) return undefined;
    const isGood = ([name, said]: [string, unknown]) =>
      BOT_NAMES.some(known => known === name) && typeof said === 'string' && pattern.test(said);
    return Object.entries(value).every(isGood) ? value : undefined;
  });

const KNOWLEDGE = /^(?:index|(?:bedrock|kendra):[\w-]+)$/;

const FIELDS: Readonly<Record<keyof Config, Field>> = {
  // Nothing but what every name of AWS may hold: of `my-shop` and `myshop`, some would become the same.
  name: text(/^[A-Za-z][A-Za-z0-9]{0,31}$/, 'letters and digits, a letter first, 32 at the most'),
  allowedOrigins: list(ORIGIN.isGood, ORIGIN.cure),
  ...MODEL_FIELDS,
  models: OFFERS_FIELD,
  secretKmsKeyArns: list(
    value => /^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/.test(value),
    'whole ARNs of keys, not aliases: aws kms describe-key --query KeyMetadata.Arn --key-id … tells them',
  ),
  modelMaxTokens: number(isWhole(1), 'a whole number of tokens, such as 1000'),
  guardrailId: text(/^[a-z0-9]+$/, 'the id of a guardrail: aws bedrock list-guardrails tells it'),
  guardrailVersion: text(/^(DRAFT|[1-9]\d*)$/, 'DRAFT or a number'),
  bots: list(value => BOT_NAMES.some(name => name === value), `some of ${BOT_NAMES.join(', ')}`, 1),
  botId: text(/^[0-9A-Z]{10}$/, 'the ten letters and digits of a Lex V2 bot: aws lexv2-models list-bots tells them'),
  botAliasId: field(ALIAS.cure, given => (typeof given === 'string' && ALIAS.isGood(given) ? given : undefined)),
  botLocales: list(value => LOCALE.test(value), 'locales such as ko_KR, separated by commas', 1),
  minimumConfidence: number(CONFIDENCE.isGood, CONFIDENCE.cure),
  persona: text(/\S/, 'a few sentences'),
  personas: byBot(/\S/, `texts by the names of bots, such as {"${BOT_NAMES[0]}":"You are …"}`),
  knowledge: text(
    KNOWLEDGE,
    'bedrock: and the id of a knowledge base, kendra: and that of an index, or index for that of npm run knowledge',
  ),
  botKnowledge: byBot(KNOWLEDGE, `what knowledge may be, by the names of bots, such as {"${BOT_NAMES[0]}":"index"}`),
  messengerSecretArn: secretArn,
  messengerBot: botName,
  slackSecretArn: secretArn,
  slackBot: botName,
  modes: list(isModeName, `some of ${Object.keys(MODES).join(', ')}`),
  uploads: yesOrNo,
  uploadTypes: list(isFileType, `some of ${FILE_TYPES.join(', ')}`),
  siteId: text(/^\S{1,256}$/, 'a name without spaces'),
  visitors: text(/^(guests|signed)$/, 'guests or signed'),
  originSecretVersion: text(/^[\w-]{32,64}$/, 'the id of a version: aws secretsmanager put-secret-value prints it'),
  requestsPerSecond: number(isWhole(1), 'a whole number of requests a second'),
  requestsAtOnce: number(isWhole(1), 'a whole number of requests'),
  visitorMessagesPerMinute: number(isWhole(1), 'a whole number of messages, 1 or more'),
  visitorMessagesAtOnce: number(isWhole(1), 'a whole number of messages, 1 or more'),
  addressMessagesPerMinute: number(isWhole(2), 'a whole number of messages, 2 or more'),
  addressSessionsPerMinute: number(isWhole(2), 'a whole number of sessions, 2 or more'),
  siteMessagesPerDay: number(isWhole(1), 'a whole number of messages, 1 or more'),
  visitorTokensPerDay: number(isWhole(0), 'a whole number of tokens, 0 for Lex alone'),
  siteTokensPerDay: number(isWhole(0), 'a whole number of tokens, 0 for Lex alone'),
  visitorUploadMegabytesPerDay: number(isWhole(0), 'a whole number of megabytes'),
  siteUploadMegabytesPerDay: number(isWhole(0), 'a whole number of megabytes'),
  modelInputPrice: number(isPrice, 'US dollars for a million tokens'),
  modelOutputPrice: number(isPrice, 'US dollars for a million tokens'),
  demo: yesOrNo,
  domainName: text(/^(?=.{4,253}$)([a-z0-9-]+\.)+[a-z]{2,}$/, 'a name such as chat.example.com'),
  certificateArn: text(
    /^arn:[\w-]+:acm:us-east-1:/,
    'the ARN of a certificate in us-east-1, where CloudFront looks for it',
  ),
  webAcl: yesOrNo,
  keepConversations: yesOrNo,
  missedUtterances: yesOrNo,
  logRetentionDays: number(value => RETENTIONS.includes(value), 'one of CloudWatch’s: 1, 7, 30, 90, 365, …'),
  reservedAnswers: number(isWhole(1), 'a whole number; 100 of the account have to stay unreserved'),
  alarmEmail: text(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'an address such as oncall@example.com'),
  monthlyBudget: number(value => value > 0, 'US dollars a month, such as 50'),
  apiLoggingRole: yesOrNo,
};

/** What is to be deployed: what the file says, and what the environment says instead. Throws a `ConfigError` before anything is made. */
export function readConfig(
  file: Readonly<Partial<Record<string, unknown>>>,
  variables: Readonly<Record<string, string | undefined>>,
): Config {
  const wrong: string[] = [];
  const config: Record<string, unknown> = { ...DEFAULTS };
  for (const [name, known] of Object.entries(FIELDS)) {
    const variable = variableOf(name);
    const isSet = variables[variable] !== undefined && variables[variable] !== '';
    const given = isSet ? variables[variable] : file[name];
    if (given === undefined) continue;
    const value = known.read(given);
    if (value === undefined) wrong.push(...faultsOf(known, isSet ? variable : name, given));
    else config[name] = value;
  }
  wrong.push(...strangeNames(Object.keys(file), Object.keys(FIELDS)));
  const set = Object.keys(variables).filter(name => name.startsWith(PREFIX) && !ELSEWHERE.includes(name));
  wrong.push(...strangeNames(set, Object.keys(FIELDS).map(variableOf)));
  if (wrong.length === 0) wrong.push(...contradictions(config as unknown as Config));
  if (wrong.length > 0) throw new ConfigError(wrong);
  return config as unknown as Config;
}

/** Before the names of settings in the environment. */
const PREFIX = 'LEX_CHAT_';

/** What this repository's laptop and tests are told in the same way, and a deployment may find set. */
const ELSEWHERE = ['BROWSER', 'DATA', 'NO_INSTALL', 'PREPARED', 'REPORTS', 'SOAK'].map(name => PREFIX + name);

/** `allowedOrigins` → `LEX_CHAT_ALLOWED_ORIGINS` */
export function variableOf(name: string): string {
  return `${PREFIX}${name.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase()}`;
}
