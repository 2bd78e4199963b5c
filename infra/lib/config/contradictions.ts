import { DEFAULTS, deployedBots, type Config } from './config.ts';
import {
  guardrailContradictions,
  modelContradictions,
  uploadContradictions,
  type Rules,
} from './model-contradictions.ts';
import { modelsOf, SECRETS, secretsOf } from './model-settings.ts';

/** What each by itself may be, but not together. */
export function contradictions(config: Config): readonly string[] {
  const names = deployedBots(config);
  const rules: Rules = [
    [
      config.allowedOrigins.length === 0 && !config.demo,
      'allowedOrigins is empty: nobody could chat; list a website, or let demo be true',
    ],
    ...modelsOf(config).flatMap(([at, settings]) => modelContradictions(at, settings)),
    ...guardrailContradictions(config),
    [
      config.guardrailVersion !== DEFAULTS.guardrailVersion && config.guardrailId === undefined,
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
    ...uploadContradictions(config),
    [
      config.secretKmsKeyArns !== undefined && secretsOf(config).length === 0,
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

/** What makes no sense in this region: functions look for secrets in their own. */
export function secretsElsewhere(config: Config, region: string): readonly string[] {
  const keys = (config.secretKmsKeyArns ?? []).filter(arn => arn.split(':')[3] !== region);
  const strange = keys.map(arn => `secretKmsKeyArns names ${arn}: it should be in ${region}, where the secrets are`);
  const secrets = secretsOf(config).flatMap(([name, arn]) => {
    const where = arn.split(':')[3];
    if (where === region) return [];
    return [
      `${name} is ${arn}: it should be in ${region}, where the functions are: aws secretsmanager replicate-secret-to-regions ` +
        `--region ${where} --secret-id ${arn} --add-replica-regions Region=${region}`,
    ];
  });
  return [...secrets, ...strange];
}
