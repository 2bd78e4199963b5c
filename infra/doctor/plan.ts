import type { PlannedChannel } from './check-channels.ts';
import { BUILT_BOTS } from '../lib/built-bots.ts';
import type { Config } from '../lib/config.ts';
import type { BedrockChoice } from './check-model.ts';
import type { ExistingBot } from './check-lex.ts';

/** What is going to be deployed, as far as an account can stand in its way. */
export interface Plan {
  /** The stack's name. */
  readonly name: string;
  /** Undefined when neither the configuration nor the environment names one. */
  readonly region: string | undefined;
  readonly origins: readonly string[];
  /** Whether the demo’s pages may use the chat beside those. */
  readonly demo: boolean;
  /** Locales of the bots, in Lex's spelling. */
  readonly locales: readonly string[];
  /** The bot that is there already; undefined where bots are built. */
  readonly bot: ExistingBot | undefined;
  readonly model: { readonly bedrock: BedrockChoice } | { readonly secretId: string } | undefined;
  readonly channels: readonly PlannedChannel[];
  /** The keys of the account's own that functions may use for those secrets. */
  readonly secretKmsKeyArns: readonly string[];
  /** Executions to reserve for `answer`; undefined for none. */
  readonly reservedConcurrency: number | undefined;
  /** Whether API Gateway is given the role by which it writes logs, in place of one that the account may have. */
  readonly apiLoggingRole: boolean;
  /** Whether there is a second stack, in us-east-1. */
  readonly webAcl: boolean;
}

/** The plan behind the settings of a deployment. */
export function planOf(config: Config, region: string | undefined): Plan {
  const { name, allowedOrigins: origins, demo, botId, botAliasId, botLocales, bots, reservedAnswers, webAcl } = config;
  const bot = botId !== undefined && botAliasId !== undefined ? { botId, botAliasId, locales: botLocales } : undefined;
  const built = bots.flatMap(name => BUILT_BOTS[name].BotLocales.map(({ LocaleId }) => LocaleId));
  return {
    name,
    region,
    origins,
    demo,
    locales: bot ? botLocales : [...new Set(built)],
    bot,
    model: modelOf(config),
    channels: channelsOf(config),
    secretKmsKeyArns: config.secretKmsKeyArns ?? [],
    reservedConcurrency: reservedAnswers,
    apiLoggingRole: config.apiLoggingRole,
    webAcl,
  };
}

function modelOf({ model, modelProfile: profile, modelRegions: regions, modelKeySecretArn }: Config): Plan['model'] {
  const [, bedrock] = /^bedrock:(.+)$/.exec(model) ?? [];
  if (bedrock !== undefined)
    return { bedrock: { model: bedrock, ...(profile !== undefined && { profile }), ...(regions && { regions }) } };
  return modelKeySecretArn === undefined ? undefined : { secretId: modelKeySecretArn };
}

function channelsOf({ messengerSecretArn, slackSecretArn }: Config): Plan['channels'] {
  return [
    ...(messengerSecretArn === undefined ? [] : [{ name: 'messenger' as const, secretArn: messengerSecretArn }]),
    ...(slackSecretArn === undefined ? [] : [{ name: 'slack' as const, secretArn: slackSecretArn }]),
  ];
}
