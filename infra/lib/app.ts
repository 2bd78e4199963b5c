import { RemovalPolicy, type App, type Environment } from 'aws-cdk-lib';
import { ConfigError } from './config/config-error.ts';
import { BotChoice } from './bot-choice.ts';
import { BUILT_BOTS } from './built-bots.ts';
import { channelRoutes, type Channels } from './channels.ts';
import { EXISTING_BOT, type Config, type ModelSettings } from './config/config.ts';
import { secretsElsewhere } from './config/contradictions.ts';
import { Knowledge } from './knowledge.ts';
import { limitsOf } from './limits.ts';
import { LexChatStack } from './lex-chat-stack.ts';
import { Model } from './model.ts';
import type { ModelOffer } from './offered-models.ts';
import type { GivenSecret } from './secrets.ts';
import { WebAclStack } from './web-acl-stack.ts';

/** The stacks of a deployment: the chat and, where it is wanted, what stands in front of it in us-east-1. */
export function createStacks(app: App, config: Config, env: Environment): LexChatStack {
  if (config.webAcl && env.region === undefined)
    throw new ConfigError(['webAcl is true: it needs a region to stand in front of; set AWS_REGION']);
  const elsewhere = env.region === undefined ? [] : secretsElsewhere(config, env.region);
  if (elsewhere.length > 0) throw new ConfigError(elsewhere);
  const channels = channelsOf(config);
  // All of them are in us-east-1: without its region, the chat of a second one would take over that of the first.
  const webAcl = config.webAcl
    ? new WebAclStack(
        app,
        `${config.name}WebAcl-${env.region}`,
        env,
        channelRoutes(channels).map(({ path }) => path),
      )
    : undefined;
  const {
    originSecretVersion,
    siteId,
    domainName,
    certificateArn,
    persona,
    modes,
    uploadTypes,
    reservedAnswers,
    alarmEmail,
    monthlyBudget,
  } = config;
  return new LexChatStack(app, config.name, {
    env,
    description: 'lex-chat: a chat for websites',
    crossRegionReferences: config.webAcl,
    allowedOrigins: config.allowedOrigins,
    model: modelOf(config, config),
    ...(config.models && { models: offersOf(config.models, config) }),
    bots: botsOf(config),
    minimumConfidence: config.minimumConfidence,
    throttle: { rate: config.requestsPerSecond, burst: config.requestsAtOnce },
    limits: limitsOf(config),
    demo: config.demo,
    channels,
    missedUtterances: config.missedUtterances,
    uploads: config.uploads,
    removalPolicy: config.keepConversations ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    logRetention: config.logRetentionDays,
    apiLoggingRole: config.apiLoggingRole,
    ...(siteId !== undefined && { site: { id: siteId, visitors: config.visitors } }),
    ...(domainName !== undefined && certificateArn !== undefined && { domain: { name: domainName, certificateArn } }),
    ...(persona !== undefined && { persona }),
    ...(originSecretVersion !== undefined && { originSecretVersion }),
    ...(modes && { modes }),
    ...(uploadTypes && { uploadTypes }),
    ...(config.knowledge !== undefined && { knowledge: knowledgeOf(config.knowledge) }),
    ...(reservedAnswers !== undefined && { reservedAnswers }),
    ...(alarmEmail !== undefined && { alarmEmail }),
    ...(monthlyBudget !== undefined && { monthlyBudget }),
    ...(webAcl && { webAclArn: webAcl.webAclArn }),
  });
}

function offersOf(models: NonNullable<Config['models']>, config: Config): Readonly<Record<string, ModelOffer>> {
  const offers = Object.entries(models).map(([name, settings]): [string, ModelOffer] => [
    name,
    { label: settings.label, model: modelOf(settings, config) },
  ]);
  return Object.fromEntries(offers);
}

/** What is not of one model by itself holds for all: no choice of a visitor’s goes round the guardrail. */
function modelOf(settings: ModelSettings, config: Config): Model {
  const { modelProfile, modelRegions, modelUrl } = settings;
  const { guardrailId, guardrailVersion } = config;
  const key = secretOf(settings.modelKeySecretArn, config);
  const options = { maxTokens: config.modelMaxTokens };
  const [, provider, model] = /^([\w-]+):(.+)$/.exec(settings.model)!;
  if (provider === 'bedrock') {
    const guardrail = guardrailId === undefined ? {} : { guardrail: { id: guardrailId, version: guardrailVersion } };
    return Model.bedrock(
      {
        model: model!,
        ...(modelProfile !== undefined && { profile: modelProfile }),
        ...(modelRegions && { regions: modelRegions }),
        ...guardrail,
      },
      options,
    );
  }
  if (provider === 'openai' && modelUrl === undefined) return Model.openAi(model!, key!, options);
  return Model.openAiCompatible(
    modelUrl!,
    { model: model!, completions: provider === 'openai-completions', ...(key !== undefined && { key }) },
    options,
  );
}

function secretOf(arn: string | undefined, { secretKmsKeyArns: kmsKeyArns }: Config): GivenSecret | undefined {
  return arn === undefined || kmsKeyArns === undefined ? arn : { arn, kmsKeyArns };
}

function channelsOf(config: Config): Channels {
  const channel = (arn: string | undefined, bot: string | undefined) => {
    const secret = secretOf(arn, config);
    return secret === undefined ? undefined : { secret, ...(bot !== undefined && { bot }) };
  };
  const messenger = channel(config.messengerSecretArn, config.messengerBot);
  const slack = channel(config.slackSecretArn, config.slackBot);
  return { ...(messenger && { messenger }), ...(slack && { slack }) };
}

function knowledgeOf(knowledge: string): Knowledge {
  if (knowledge === 'index') return Knowledge.index();
  const [from, id] = knowledge.split(':') as ['bedrock' | 'kendra', string];
  return Knowledge[from](id);
}

function botsOf({
  bots,
  botId,
  botAliasId,
  botLocales,
  personas = {},
  botKnowledge = {},
}: Config): Readonly<Record<string, BotChoice>> {
  if (botId !== undefined && botAliasId !== undefined)
    return { [EXISTING_BOT]: BotChoice.existing(botId, botAliasId, botLocales) };
  return Object.fromEntries(
    bots.map(name => {
      const [persona, knowledge] = [personas[name], botKnowledge[name]];
      const options = {
        ...(persona !== undefined && { persona }),
        ...(knowledge !== undefined && { knowledge: knowledgeOf(knowledge) }),
      };
      return [name, BotChoice.define(BUILT_BOTS[name], options)];
    }),
  );
}
