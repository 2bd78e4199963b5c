import type { Template } from 'aws-cdk-lib/assertions';
import { CHANNEL_OPTIONS } from '@lex-chat/backend/functions/channel-names';
import { NAMES, OPTIONAL_NAMES, readEnvironment } from '@lex-chat/backend/functions/environment';
import { readHookEnvironment } from '@lex-chat/backend/functions/hook-environment';
import { LIMIT_OPTIONS } from '@lex-chat/backend/functions/limits';
import { FUNCTIONS } from '@lex-chat/backend/functions/routes';
import { beforeAll, describe, expect, it } from 'vitest';
import { Knowledge } from './knowledge.ts';
import { LIMIT_VARIABLES } from './limits.ts';
import { Model } from './model.ts';
import { resource, resourcesOf, synthesise, type Resource } from './fixtures/stack-fixture.ts';

const channel = (name: string) => ({
  secret: `arn:aws:secretsmanager:eu-central-1:123456789012:secret:${name}-AbCdEf`,
  bot: 'hello-world',
});

let template: Template;
beforeAll(() => {
  template = synthesise({
    missedUtterances: true,
    site: { id: 'example', visitors: 'signed' },
    persona: 'A friend',
    modes: ['translate'],
    models: { fast: { label: '빠른 답변', model: Model.bedrock({ model: 'amazon.nova-micro-v1:0' }) } },
    uploadTypes: ['csv'],
    knowledge: Knowledge.kendra('0123'),
    channels: { messenger: channel('messenger'), slack: channel('slack') },
    reservedAnswers: 50,
    limits: Object.fromEntries(Object.keys(LIMIT_VARIABLES).map((name, i) => [name, i + 2])),
  });
});

const named = (name: string): Resource =>
  resource(
    template,
    'AWS::Lambda::Function',
    name === 'hooks' ? 'Hooks' : `Functions${name[0]!.toUpperCase()}${name.slice(1)}`,
  );

describe('every function', () => {
  for (const [name, { timeoutSeconds }] of Object.entries(FUNCTIONS)) {
    it(`${name} runs on Node 24 and ARM, is traced, and may take as long as it is meant to`, () => {
      expect(named(name).Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Timeout: timeoutSeconds,
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
    });

    it(`${name} is told exactly what it reads`, () => {
      const { NODE_OPTIONS, POWERTOOLS_SERVICE_NAME, ...variables } = variablesOf(name);
      expect(POWERTOOLS_SERVICE_NAME).toBe('LexChat');
      expect(NODE_OPTIONS).toBe('--enable-source-maps');
      const read = name === 'hooks' ? readHookEnvironment(variables) : readEnvironment(variables);
      expect(Object.keys(read).sort()).toEqual(Object.keys(variables).sort());
    });

    it(`${name} is told the names of secrets, and none of their values`, () => {
      expect(JSON.stringify(named(name).Properties['Environment'])).not.toContain('resolve:');
    });
  }

  /** What stands in CloudFormation's place for a value yet to come, as text. */
  function variablesOf(name: string): Record<string, string> {
    const { Variables } = named(name).Properties['Environment'] as { Variables: Record<string, unknown> };
    return Object.fromEntries(
      Object.entries(Variables).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
    );
  }

  it('can be told all that it could read, except what is for tests and for models elsewhere', () => {
    const {
      WAIT_FACTOR: _,
      MESSENGER_URL: __,
      SLACK_URL: ___,
      ...variables
    } = Object.fromEntries(
      [NAMES, OPTIONAL_NAMES, LIMIT_OPTIONS, CHANNEL_OPTIONS]
        .flatMap(names => Object.keys(names))
        .map(name => [name, '']),
    );
    expect(Object.keys(variablesOf('answer'))).toEqual(expect.arrayContaining(Object.keys(variables)));
  });

  it('writes a log that ends', () => {
    const logs = Object.values(resourcesOf(template, 'AWS::Logs::LogGroup'));
    // Seven functions, with those that publish files and list what was missed; access and errors of both APIs.
    expect(logs.length).toBe(11);
    for (const { Properties } of logs) expect(Properties['RetentionInDays']).toBe(30);
    expect(resourcesOf(template, 'Custom::LogRetention')).toEqual({});
  });
});

describe('what answers', () => {
  it('is not called again for what is long past, and notes what it could not do [R48]', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 60,
      MaximumRetryAttempts: 0,
    });
    const { Properties } = resource(template, 'AWS::SQS::Queue', 'FailedAnswers');
    expect(Properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 86_400 });
    expect(JSON.stringify(named('answer').Properties['DeadLetterConfig'])).toContain('FailedAnswersQueue');
  });

  it('may have calls set aside for it, which is an option [R48]', () => {
    expect(named('answer').Properties['ReservedConcurrentExecutions']).toBe(50);
    const plain = resource(synthesise(), 'AWS::Lambda::Function', 'FunctionsAnswer');
    expect(plain.Properties).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  it('knows its own name', () => {
    const { Properties } = named('answer');
    expect(Properties['FunctionName']).toBe(
      (Properties['Environment'] as { Variables: Record<string, unknown> }).Variables['ANSWER_FUNCTION'],
    );
  });
});

it('tells secrets to CloudFront alone, which sends them along', () => {
  const holders = Object.entries(resourcesOf(template)).filter(([, each]) => JSON.stringify(each).includes('resolve:'));
  expect(holders.map(([, { Type }]) => Type)).toEqual(['AWS::CloudFront::Distribution']);
});
