import { Validations } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { readEnvironment } from '@lex-chat/backend/functions/environment';
import { LIMIT_OPTIONS, readLimits, readPrices } from '@lex-chat/backend/functions/limits';
import { readModels } from '@lex-chat/backend/functions/models';
import { AwsSolutionsChecks } from 'cdk-nag';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHECKED, createApp } from './fixtures/app-fixture.ts';
import { createStacks } from './app.ts';
import { LIMIT_VARIABLES, limitVariables } from './limits.ts';
import { readConfig } from './config/read-config.ts';
import { resource, resourcesOf, type Resource } from './fixtures/stack-fixture.ts';
import { WebAclStack } from './web-acl-stack.ts';

const ENV = { account: '123456789012', region: 'eu-central-1' };

function deployed(file: object, variables: Readonly<Record<string, string>> = {}): Template {
  return Template.fromStack(createStacks(createApp(), readConfig({ ...file }, variables), ENV));
}

/** What `answer` is told, with what CloudFormation fills in as JSON. */
function toldTo(template: Template) {
  const { Variables } = resource(template, 'AWS::Lambda::Function', 'FunctionsAnswer').Properties['Environment'] as {
    Variables: Record<string, unknown>;
  };
  return readEnvironment(
    Object.fromEntries(
      Object.entries(Variables).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  );
}

// The first template takes far longer than all others: much of the CDK is only loaded and compiled for it.
beforeAll(() => deployed({}));

describe('the settings of a deployment', () => {
  it('reach the functions that keep them', () => {
    const template = deployed(
      { visitorTokensPerDay: 5_000, modes: ['translate'], personas: { banking: 'A clerk' }, bots: ['banking'] },
      { LEX_CHAT_MODEL_INPUT_PRICE: '0.06', LEX_CHAT_MODEL_OUTPUT_PRICE: '0.24' },
    );
    const environment = toldTo(template);
    expect(readLimits(environment)).toEqual({ ...readLimits({}), visitorTokens: 5_000 });
    expect(readPrices(environment)).toEqual({ input: 0.06, output: 0.24 });
    expect(environment.MODES).toBe('chat,translate');
    expect(environment.BOTS).toContain('A clerk');
  });

  it('are the defaults of the functions where nothing is said', () => {
    const environment = toldTo(deployed({}));
    expect(Object.keys(environment).filter(name => name in LIMIT_OPTIONS || name === 'MODES')).toEqual([]);
  });

  it('cover every limit that functions know', () => {
    expect(Object.values(LIMIT_VARIABLES).sort()).toEqual(Object.keys(LIMIT_OPTIONS).sort());
  });

  it('hold for both APIs', () => {
    const template = deployed({ requestsPerSecond: 7, requestsAtOnce: 9 });
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 7, ThrottlingBurstLimit: 9 },
    });
  });

  it('open the channels whose secrets they name, to platforms that a web ACL takes for many people', () => {
    const messengerSecretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:messenger-AbCdEf';
    const app = createApp();
    createStacks(app, readConfig({ messengerSecretArn, messengerBot: 'hello-world', webAcl: true }, {}), ENV);
    const [webAcl, chat] = app.synth().stacks.map(({ template }) => JSON.stringify(template)) as [string, string];
    expect(chat).toContain(`"MESSENGER_SECRET_ID":"${messengerSecretArn}","MESSENGER_BOT":"hello-world"`);
    const { Rules } = Object.values((JSON.parse(webAcl) as { Resources: Record<string, Resource> }).Resources)[0]!
      .Properties as {
      Rules: readonly { Name: string; Priority: number; Statement: { RateBasedStatement?: object } }[];
    };
    expect(Rules.map(({ Name, Priority }) => [Name, Priority])).toEqual([
      ['TooOften', 0],
      ['PlatformTooOften', 1],
      ['KnownForIt', 2],
    ]);
    const [visitors, platforms] = Rules.map(({ Statement }) => Statement.RateBasedStatement);
    const isCallback = { ByteMatchStatement: { SearchString: '/channels/messenger', PositionalConstraint: 'EXACTLY' } };
    expect(visitors).toMatchObject({ Limit: 2_000, ScopeDownStatement: { NotStatement: { Statement: isCallback } } });
    // Of one workspace, Slack delivers 30,000 events an hour at the most.
    expect(platforms).toMatchObject({ Limit: 20_000, AggregateKeyType: 'IP', ScopeDownStatement: isCallback });
    expect(() => deployed({ messengerSecretArn: messengerSecretArn.replace('eu-central-1', 'eu-west-1') })).toThrow(
      /messengerSecretArn is arn:aws:secretsmanager:eu-west-1:.*: it should be in eu-central-1.*replicate-secret-to-regions/,
    );
  });

  it('offer visitors the models that they name, under the cap and the guardrail of all, with each its own key', () => {
    const modelKeySecretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:own-AbCdEf';
    const models = {
      fast: {
        label: '빠른 답변',
        model: 'bedrock:amazon.nova-micro-v1:0',
        modelProfile: 'eu.amazon.nova-micro-v1:0',
        modelRegions: ['eu-central-1', 'eu-west-3'],
      },
      own: { label: 'Ours', model: 'openai:gpt-5-mini', modelKeySecretArn },
    };
    const template = deployed({ models, guardrailId: 'ab12', modelMaxTokens: 700 });
    expect(readModels(toldTo(template))).toMatchObject([
      {
        label: '빠른 답변',
        choice: { model: 'eu.amazon.nova-micro-v1:0', guardrail: { id: 'ab12', version: 'DRAFT' } },
        settings: { MODEL_MAX_TOKENS: '700' },
      },
      { label: 'Ours', choice: { provider: 'openai', model: 'gpt-5-mini', keySecretId: modelKeySecretArn } },
    ]);
    const policies = JSON.stringify(resourcesOf(template, 'AWS::IAM::Policy'));
    expect(policies).toContain(':bedrock:eu-west-3::foundation-model/amazon.nova-micro-v1:0');
    expect(policies).toContain(':inference-profile/eu.amazon.nova-micro-v1:0');
    const elsewhere = { own: { ...models.own, modelKeySecretArn: modelKeySecretArn.replace('central', 'west') } };
    expect(() => deployed({ models: elsewhere })).toThrow(
      'models.own.modelKeySecretArn is arn:aws:secretsmanager:eu-west-1',
    );
  });

  it('let functions use the key that a secret lies under, for that secret alone', () => {
    const key = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd';
    const secret = (name: string) => `arn:aws:secretsmanager:eu-central-1:123456789012:secret:${name}-AbCdEf`;
    const models = { own: { label: 'Ours', model: 'openai:gpt-5', modelKeySecretArn: secret('own') } };
    const settings = {
      model: 'openai:gpt-5-mini',
      modelKeySecretArn: secret('key'),
      slackSecretArn: secret('slack'),
      models,
    };
    const keysIn = (template: Template) =>
      Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).flatMap(([id, { Properties }]) =>
        (
          Properties['PolicyDocument'] as { Statement: { Action: unknown; Resource: unknown; Condition: object }[] }
        ).Statement.filter(({ Action }) => JSON.stringify(Action).includes('kms:')).map(
          ({ Action, Resource, Condition }) => ({ role: id.replace(/Role.*/, ''), Action, Resource, Condition }),
        ),
      );
    expect(keysIn(deployed(settings))).toEqual([]);
    const decrypts = (role: string, name: string) => ({
      role,
      Action: 'kms:Decrypt',
      Resource: key,
      Condition: { StringEquals: { 'kms:EncryptionContext:SecretARN': secret(name) } },
    });
    const found = keysIn(deployed({ ...settings, secretKmsKeyArns: [key] }));
    const wanted = [
      decrypts('FunctionsAnswer', 'key'),
      decrypts('FunctionsAnswer', 'slack'),
      decrypts('FunctionsAnswer', 'own'),
      decrypts('FunctionsChat', 'key'),
      decrypts('FunctionsChat', 'own'),
      decrypts('FunctionsRest', 'slack'),
      decrypts('Hooks', 'key'),
    ];
    expect(found).toHaveLength(wanted.length);
    expect(found).toEqual(expect.arrayContaining(wanted));
    expect(() => deployed({ ...settings, secretKmsKeyArns: [key.replace('central-1', 'west-1')] })).toThrow(
      'it should be in eu-central-1, where the secrets are',
    );
  });

  it('give a bot what it alone is to know', () => {
    const template = deployed(
      { bots: ['hello-world', 'banking'] },
      { LEX_CHAT_BOT_KNOWLEDGE: '{"banking":"kendra:ab-1"}' },
    );
    expect(toldTo(template).BOTS).toContain('kendra:ab-1');
    expect(JSON.stringify(resourcesOf(template, 'AWS::IAM::Policy'))).toContain(':index/ab-1');
  });

  it('choose a bot that exists already, and build none', () => {
    const template = deployed({ botId: 'ABCDEFGHIJ', botAliasId: 'KLMNOPQRST', botLocales: ['ko_KR'] });
    expect(resourcesOf(template, 'AWS::Lex::Bot')).toEqual({});
    expect(Object.keys(resourcesOf(template, 'AWS::Lambda::Function')).filter(id => id.startsWith('Hooks'))).toEqual(
      [],
    );
    expect(toldTo(template).BOTS).toContain('KLMNOPQRST');
  });

  it('put a web ACL into us-east-1, where CloudFront looks for it', () => {
    const app = createApp();
    createStacks(app, readConfig({ webAcl: true }, {}), ENV);
    const stacks = app.synth().stacks.map(({ stackName, environment }) => `${stackName} in ${environment.region}`);
    expect(stacks).toEqual(['LexChatWebAcl-eu-central-1 in us-east-1', 'LexChat in eu-central-1']);
  });
});

it('finds nothing open among the rules of AWS Solutions in what stands in us-east-1 either [R46]', () => {
  const app = createApp(CHECKED);
  createStacks(app, readConfig({ webAcl: true }, {}), ENV);
  const webAcl = app.node.children.find(each => each instanceof WebAclStack)!;
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
  expect(Annotations.fromStack(webAcl).findWarning('*', Match.anyValue())).toEqual([]);
});

it('leaves no log without an end and no policy of AWS’s in either region, but for what the CDK carries the web ACL over with', () => {
  const app = createApp();
  createStacks(app, readConfig({ webAcl: true }, {}), ENV);
  const all = app
    .synth()
    .stacks.flatMap(({ stackName, template }) =>
      Object.entries((template as { Resources: Record<string, Resource> }).Resources).map(
        ([id, { Type, Properties }]) => ({ id: `${stackName} ${id.replace(/[0-9A-F]{8}$/, '')}`, Type, Properties }),
      ),
    );
  const idsOf = (type: string, isOpen: (properties: Resource['Properties']) => boolean) =>
    all.filter(({ Type, Properties }) => Type === type && isOpen(Properties)).map(({ id }) => id);

  expect(idsOf('AWS::Logs::LogGroup', ({ RetentionInDays }) => RetentionInDays === undefined)).toEqual([]);
  // Listed under *Removing it* in docs/deploying.md, with how to delete what they wrote.
  expect(idsOf('AWS::Lambda::Function', ({ LoggingConfig }) => !hasLogGroup(LoggingConfig)).sort()).toEqual([
    'LexChat CustomCrossRegionExportReaderCustomResourceProviderHandler',
    'LexChatWebAcl-eu-central-1 CustomCrossRegionExportWriterCustomResourceProviderHandler',
  ]);
  expect(idsOf('AWS::IAM::Role', properties => 'ManagedPolicyArns' in properties).sort()).toEqual([
    'LexChat CustomCrossRegionExportReaderCustomResourceProviderRole',
    'LexChatWebAcl-eu-central-1 CustomCrossRegionExportWriterCustomResourceProviderRole',
  ]);
});

function hasLogGroup(logging: unknown): boolean {
  return (logging as { LogGroup?: unknown } | undefined)?.LogGroup !== undefined;
}

describe('settings that are more than functions can be told', () => {
  it('stop before anything is made, and the longest is named', () => {
    expect(() => deployed({ persona: 'You are kind. '.repeat(430) })).toThrow(
      /^Nothing was deployed\.\n {2}persona is too long, with 60\d\d bytes: functions may be told 4096 in all/,
    );
    // Three bytes a letter.
    expect(() => deployed({ personas: { 'hello-world': '친절하게 '.repeat(330) } })).toThrow('personas is too long');
    const allowedOrigins = Array.from({ length: 200 }, (_, i) => `https://shop-${i}.example.com`);
    expect(() => deployed({ allowedOrigins })).toThrow('allowedOrigins is too long');
  });

  it('are none of those that are long, and no longer', () => {
    expect(() =>
      deployed({ persona: 'You are kind. '.repeat(100), siteId: 'shop', missedUtterances: true }),
    ).not.toThrow();
  });
});

it('refuses limits that functions would not start with', () => {
  expect(() => limitVariables({ visitorMessagesPerMinute: 0 })).toThrow('VISITOR_MESSAGES_PER_MINUTE is 0');
  expect(() => limitVariables({ modelInputPrice: 1 })).toThrow('without each other');
});

describe('two deployments in one account and region', () => {
  /** What is called by a name that is good within its parent, such as a stage of an API, or that names what there is elsewhere. */
  const LOCAL = [
    'AWS::ApiGateway::Model Name',
    'AWS::ApiGateway::RequestValidator Name',
    'AWS::ApiGateway::Stage StageName',
    'AWS::ApiGatewayV2::Stage StageName',
    'AWS::CloudWatch::Alarm MetricName',
    'AWS::CloudWatch::Alarm Namespace',
    'AWS::IAM::Policy PolicyName',
    'AWS::Lex::BotAlias BotAliasName',
  ];

  /** The names that resources are given, by what they are. All others are CloudFormation's, which puts that of the stack in front. */
  function namesIn(name: string): readonly (readonly [what: string, name: string])[] {
    const app = createApp();
    createStacks(app, readConfig({ name, webAcl: true, missedUtterances: true, siteId: 'shop' }, {}), ENV);
    return app.synth().stacks.flatMap(({ stackName, template }) => [
      ['Stack', stackName] as const,
      ...Object.values((template as { Resources: Record<string, Resource> }).Resources).flatMap(
        ({ Type, Properties = {} }) =>
          // CloudFront has all that it says of a thing in one property.
          [Properties, ...(Type.startsWith('AWS::CloudFront::') ? Object.values(Properties) : [])].flatMap(each =>
            Object.entries(each as object)
              .filter(([key, value]) => /(^|[a-z])Name(space)?$/.test(key) && typeof value === 'string')
              .map(([key, value]) => [`${Type} ${key}`, String(value)] as const),
          ),
      ),
    ]);
  }

  it('have names of their own, of the stacks and of all in them', () => {
    const [shop, bank] = [namesIn('Shop'), namesIn('Bank')];
    const named = shop.filter(([what]) => !LOCAL.includes(what));
    expect(new Set(named.map(([what]) => what)).size).toBeGreaterThan(6);
    const taken = bank.map(pair => pair.join(' '));
    expect(named.filter(pair => taken.includes(pair.join(' ')))).toEqual([]);
  });
});
