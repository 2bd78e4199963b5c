import type { PlannedChannel } from './check-channels.ts';
import { BUILT_BOTS } from '../lib/built-bots.ts';
import type { Config, ModelSettings } from '../lib/config/config.ts';
import { modelsOf } from '../lib/config/model-settings.ts';
import type { BedrockChoice } from './check-model.ts';
import type { ExistingBot } from './check-lex.ts';

/** Access to Bedrock, or a key. */
export type ModelNeeds = { readonly bedrock: BedrockChoice } | { readonly secretId: string };

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
  /** What each model needs, the usual one first, by what its settings are called before their names: `models.fast.` where it is offered. */
  readonly models: readonly (readonly [at: string, needs: ModelNeeds])[];
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
    models: modelsOf(config).flatMap(([at, settings]) => {
      const needs = needsOf(settings);
      return needs ? [[at, needs] as const] : [];
    }),
    channels: channelsOf(config),
    secretKmsKeyArns: config.secretKmsKeyArns ?? [],
    reservedConcurrency: reservedAnswers,
    apiLoggingRole: config.apiLoggingRole,
    webAcl,
  };
}

/** Undefined where a model needs nothing of the account. */
function needsOf(settings: ModelSettings): ModelNeeds | undefined {
  const { model, modelProfile: profile, modelRegions: regions, modelKeySecretArn } = settings;
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
