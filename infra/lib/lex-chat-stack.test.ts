import { RemovalPolicy, Stage, Validations } from 'aws-cdk-lib';
import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { readBots } from '@lex-chat/backend/functions/bots';
import { AwsSolutionsChecks } from 'cdk-nag';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { BotChoice } from './bot-choice.ts';
import type { LexChatProps } from './lex-chat-props.ts';
import type { LexChatStack } from './lex-chat-stack.ts';
import { Model } from './model.ts';
import { CHECKED } from './fixtures/app-fixture.ts';
import { createStack, EVERYTHING, resourcesOf, synthesise } from './fixtures/stack-fixture.ts';

let template: Template;
let everything: Template;
beforeAll(() => {
  template = synthesise();
  everything = synthesise(EVERYTHING);
});

describe('what holds data', () => {
  /** To change one of these is to lose what it holds, or the address that pages name. */
  const PINNED = {
    'AWS::DynamoDB::GlobalTable': [
      'AccountsC3CE6E53',
      'ConnectionsF4DA67CD',
      'Conversations09261EB8',
      'Ledger0B0DA0A5',
      'MissedTable1F8F5E4A',
    ],
    'AWS::SecretsManager::Secret': ['OriginSecret5DDC59F1', 'SessionSecretC41FBD23', 'SiteSecretC397557B'],
    'AWS::S3::Bucket': ['FilesBucket7C17EE2E', 'VisitorFilesBucket705F881C'],
    'AWS::CloudFront::Distribution': ['FrontDoorDistribution20F29BA2'],
    'AWS::Lex::Bot': ['BotshelloworldBot41FD9432'],
    'AWS::Lex::BotAlias': ['BotshelloworldAlias7061D17F'],
  };
  for (const [type, ids] of Object.entries(PINNED)) {
    it(`keeps its logical ids, so that an update replaces nothing: ${type}`, () => {
      expect(Object.keys(resourcesOf(everything, type)).sort()).toEqual(ids);
    });
  }

  it('is encrypted, restorable to a point in time, and rid of what is over', () => {
    const tables = Object.entries(resourcesOf(template, 'AWS::DynamoDB::GlobalTable'));
    expect(tables).toHaveLength(4);
    for (const [id, { Properties }] of tables) {
      expect(Properties, id).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
      });
    }
  });

  it('keeps the conversations, and nothing else, when the stack is deleted, but not for a first deployment that failed', () => {
    const policies = Object.entries(resourcesOf(template, 'AWS::DynamoDB::GlobalTable')).map(
      ([id, { DeletionPolicy }]) => [id.replace(/[0-9A-F]{8}$/, ''), DeletionPolicy],
    );
    expect(Object.fromEntries(policies)).toEqual({
      Conversations: 'RetainExceptOnCreate',
      Accounts: 'Delete',
      Connections: 'Delete',
      Ledger: 'Delete',
    });
  });

  it('keeps not even those when the operator says so', () => {
    synthesise({ removalPolicy: RemovalPolicy.DESTROY }).allResources('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Delete',
    });
  });

  it('finds entries by their place', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', { LocalSecondaryIndexes: [{ IndexName: 'byPlace' }] });
  });
});

it('tells at its end the page to try it on, the tag to paste, a line for curl, the socket and the dashboard', () => {
  const domain = { name: 'chat.example.com', certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/x' };
  const own = synthesise({ domain });
  const value = (name: string) => (own.findOutputs(name)[name] as { Value: string }).Value;
  expect(value('PageUrl')).toBe('https://chat.example.com/');
  expect(value('ScriptTag')).toMatch(
    /^<script type="module" src="https:\/\/chat\.example\.com\/\d+\.\d+\.\d+-\w{10}\/lex-chat\.js" integrity="sha\d+-\S+" crossorigin="anonymous"><\/script><lex-chat endpoint="https:\/\/chat\.example\.com"><\/lex-chat>$/,
  );
  expect(value('Curl')).toMatch(/^curl -s https:\/\/chat\.example\.com\/chat /);
  expect(value('SocketUrl')).toBe('wss://chat.example.com/socket');
  expect(own.findOutputs('Dashboard')).toHaveProperty('Dashboard');
  const withoutDemo = synthesise({ domain, demo: false });
  expect(withoutDemo.findOutputs('PageUrl')).toEqual({});
  // Who may chat there, for npm run probe.
  withoutDemo.hasOutput('Website', { Value: 'https://www.example.com' });
  expect(own.findOutputs('Website')).toEqual({});
});

it('tells where it is and which bots it has, as npm run probe and npm run dialogues read it [R50]', () => {
  template.hasOutput('Url', { Value: { 'Fn::Join': ['', Match.arrayWith(['https://'])] } });
  const [{ Value }] = Object.values(template.findOutputs('Bots')) as [{ Value: { 'Fn::Join': [string, unknown[]] } }];
  const filledIn = Value['Fn::Join'][1].map(part => (typeof part === 'string' ? part : 'ABCDEFGHIJ')).join('');
  expect(readBots(filledIn)).toEqual([
    { name: 'hello-world', botId: 'ABCDEFGHIJ', aliasId: 'ABCDEFGHIJ', locales: ['ko_KR', 'en_US'] },
  ]);
});

describe('cdk-nag, and the rules of the CDK', () => {
  const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
  const check = (stack: LexChatStack) => {
    const app = Stage.of(stack)!;
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    app.synth();
  };

  it('finds nothing open among the rules of AWS Solutions [R46]', () => {
    const stack = createStack({}, CHECKED);
    check(stack);
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });

  it('finds nothing open where all that is optional is there [R46]', () => {
    const stack = createStack(EVERYTHING, CHECKED);
    check(stack);
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });

  const SECRET = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf';
  it.each<[string, Partial<LexChatProps>]>([
    ['a bot that exists already', { bots: { site: BotChoice.existing('ABCDEFGHIJ', 'KLMNOPQRST', ['ko_KR']) } }],
    ['a model of OpenAI', { model: Model.openAi('gpt-5-mini', SECRET) }],
    ['models to choose from', { models: { own: { label: 'Ours', model: Model.openAi('gpt-5-mini', SECRET) } } }],
    ['a domain and no demo', { domain: { name: 'chat.example.com', certificateArn: CERTIFICATE }, demo: false }],
    ['no files of visitors, and no role for logs', { uploads: false, apiLoggingRole: false }],
    ['visitors of a site alone', { site: { id: 'shop', visitors: 'signed' } }],
    ['nothing that stays', { removalPolicy: RemovalPolicy.DESTROY }],
  ])('finds nothing open with %s', (_, props) => {
    const stack = createStack(props, CHECKED);
    check(stack);
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });

  it('would find what is not acknowledged', () => {
    const stack = createStack();
    new Topic(stack, 'Topic');
    expect(() => check(stack)).toThrow();
  });

  it('would find what breaks a rule of the CDK', () => {
    const stack = createStack({}, CHECKED);
    new CfnBucket(stack, 'Bucket', { accessControl: 'Nobody' });
    expect(() => Stage.of(stack)!.synth()).toThrow();
  });

  it('is answered for ten rules at the most, with a reason each [R46]', () => {
    const reasons = Object.values(ACKNOWLEDGED);
    expect(reasons.length).toBeLessThanOrEqual(10);
    expect(reasons.filter(reason => reason.length < 30)).toEqual([]);
  });
});
