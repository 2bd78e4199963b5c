import { SHOWN_TO } from '@lex-chat/backend/functions/upload-types';
import { DEFAULTS, deployedBots, type Config } from './config.ts';
import { isGlobalProfile, isProfile } from './inference-profile.ts';

/** What each by itself may be, but not together. */
export function contradictions(config: Config): readonly string[] {
  const { model, modelUrl, modelKeySecretArn, modelProfile, modelRegions, guardrailId } = config;
  const names = deployedBots(config);
  const isBedrock = model.startsWith('bedrock:');
  const bedrockId = isBedrock ? model.slice('bedrock:'.length) : '';
  const rules: readonly (readonly [boolean, string])[] = [
    [
      config.allowedOrigins.length === 0 && !config.demo,
      'allowedOrigins is empty: nobody could chat; list a website, or let demo be true',
    ],
    [model.startsWith('openai:') && !modelKeySecretArn, `model is ${model}: it needs modelKeySecretArn`],
    [/^openai-/.test(model) && !modelUrl, `model is ${model}: it needs modelUrl, the address of the server`],
    [
      isBedrock && modelUrl !== undefined,
      `modelUrl is ${modelUrl ?? ''}: Bedrock has no address of its own; use openai-compatible:`,
    ],
    [
      !isBedrock && (modelProfile ?? guardrailId) !== undefined,
      `model is ${model}: modelProfile and guardrailId are Bedrock’s`,
    ],
    [
      isProfile(bedrockId),
      `model is ${model}: that is an inference profile; set modelProfile to ${bedrockId} and model to ` +
        `bedrock:${bedrockId.replace(/^[^.]+\./, '')}`,
    ],
    [
      bedrockId.startsWith('arn:'),
      `model is ${model}: it should be the id of a model, not an ARN; an inference profile goes into modelProfile`,
    ],
    [
      modelProfile !== undefined && modelRegions === undefined && !isGlobalProfile(modelProfile),
      `modelProfile is ${modelProfile ?? ''}: it needs modelRegions, all among which it chooses: aws bedrock ` +
        `get-inference-profile --inference-profile-identifier ${modelProfile ?? ''} tells them`,
    ],
    [
      modelRegions !== undefined && modelProfile === undefined,
      `modelRegions is ${modelRegions?.join(',') ?? ''}: it is of modelProfile`,
    ],
    [
      config.guardrailVersion !== DEFAULTS.guardrailVersion && guardrailId === undefined,
      `guardrailVersion is ${config.guardrailVersion}: it is of guardrailId`,
    ],
    [
      config.botLocales !== DEFAULTS.botLocales && config.botId === undefined,
      `botLocales is ${config.botLocales.join(',')}: it is of botId; bots that are built speak what they are written in`,
    ],
    [(config.botId === undefined) !== (config.botAliasId === undefined), 'botId and botAliasId need each other'],
    [
      (config.domainName === undefined) !== (config.certificateArn === undefined),
      'domainName and certificateArn need each other',
    ],
    ...(['messenger', 'slack'] as const).flatMap((channel): [boolean, string][] => {
      const [secret, bot] = [config[`${channel}SecretArn`], config[`${channel}Bot`]];
      return [
        [bot !== undefined && secret === undefined, `${channel}Bot is ${bot}: it needs ${channel}SecretArn`],
        [
          bot !== undefined && !names.includes(bot),
          `${channel}Bot is ${bot}: it should be one of ${names.join(', ')}, which are deployed`,
        ],
      ];
    }),
    ...(['personas', 'botKnowledge'] as const).map((setting): [boolean, string] => {
      const strange = Object.keys(config[setting] ?? {}).filter(name => !names.includes(name));
      return [
        strange.length > 0,
        `${setting} names ${strange.join(', ')}: the bots that are deployed are ${names.join(', ')}`,
      ];
    }),
    ...uploadTypes(config),
    [
      config.secretKmsKeyArns !== undefined && SECRETS.every(name => config[name] === undefined),
      `secretKmsKeyArns is ${config.secretKmsKeyArns?.join(',') ?? ''}: it is of ${SECRETS.join(', ')}`,
    ],
    [config.visitors === 'signed' && config.siteId === undefined, 'visitors is signed: it needs siteId'],
    [
      (config.modelInputPrice === undefined) !== (config.modelOutputPrice === undefined),
      'modelInputPrice and modelOutputPrice need each other',
    ],
    [
      config.monthlyBudget !== undefined && config.alarmEmail === undefined,
      'monthlyBudget needs alarmEmail, who is told',
    ],
  ];
  return rules.filter(([applies]) => applies).map(([, words]) => words);
}

function uploadTypes({ uploads, uploadTypes: types, model, modelUrl }: Config): readonly [boolean, string][] {
  if (types === undefined) return [];
  const [, given] = /^([\w-]+):/.exec(model) as unknown as [string, keyof typeof SHOWN_TO];
  // As it is deployed: OpenAI has no other address.
  const shown = SHOWN_TO[given === 'openai' && modelUrl !== undefined ? 'openai-compatible' : given];
  const unseen = types.filter(type => !shown.includes(type));
  return [
    [types.length === 0, 'uploadTypes is empty: leave it out, or let uploads be false'],
    [!uploads, `uploadTypes is ${types.join(',')}: nothing can be attached while uploads is false`],
    [
      uploads && unseen.length > 0,
      `uploadTypes names ${unseen.join(', ')}, which cannot be shown to ${model}: it should be some of ${shown.join(', ')}`,
    ],
  ];
}

/** The settings that hold the ARN of a secret. */
const SECRETS = ['modelKeySecretArn', 'messengerSecretArn', 'slackSecretArn'] as const;

/** What makes no sense in this region: functions look for secrets in their own. */
export function secretsElsewhere(config: Config, region: string): readonly string[] {
  const keys = (config.secretKmsKeyArns ?? []).filter(arn => arn.split(':')[3] !== region);
  const strange = keys.map(arn => `secretKmsKeyArns names ${arn}: it should be in ${region}, where the secrets are`);
  const secrets = SECRETS.flatMap(name => {
    const arn = config[name];
    const where = arn?.split(':')[3];
    if (arn === undefined || where === region) return [];
    return [
      `${name} is ${arn}: it should be in ${region}, where the functions are: aws secretsmanager replicate-secret-to-regions ` +
        `--region ${where} --secret-id ${arn} --add-replica-regions Region=${region}`,
    ];
  });
  return [...secrets, ...strange];
}
