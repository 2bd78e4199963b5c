import type { Template } from 'aws-cdk-lib/assertions';
import { readKnowledgeChoice } from '@lex-chat/backend/functions/knowledge-choice';
import { readModelChoice } from '@lex-chat/backend/functions/model-choice';
import { describe, expect, it } from 'vitest';
import { Knowledge } from './knowledge.ts';
import { Model } from './model.ts';
import { resourcesOf, synthesise } from './fixtures/stack-fixture.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** What the function that answers may do by this action, as texts in which `…` stands for what CloudFormation fills in. */
function allowed(template: Template, action: string): readonly string[] {
  const policies = Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).filter(([id]) =>
    id.startsWith('FunctionsAnswer'),
  );
  return policies
    .flatMap(([, { Properties }]) => (Properties['PolicyDocument'] as { Statement: readonly Statement[] }).Statement)
    .filter(({ Action }) => [Action].flat().includes(action))
    .flatMap(({ Resource }) => [Resource].flat().map(readable));
}

function readable(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const { 'Fn::Join': join } = resource as { 'Fn::Join'?: [string, unknown[]] };
  return join ? join[1].map(part => (typeof part === 'string' ? part : '…')).join(join[0]) : '…';
}

const KEY = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:openai-AbCdEf';

describe('a model of Bedrock', () => {
  it('may be asked by itself, in the stack’s region', () => {
    const template = synthesise({ model: Model.bedrock({ model: 'amazon.nova-lite-v1:0' }) });
    expect(allowed(template, 'bedrock:InvokeModelWithResponseStream')).toEqual([
      'arn:…:bedrock:…::foundation-model/amazon.nova-lite-v1:0',
    ]);
  });

  it('may be asked by its profile, in each region of it, and nowhere else [R47]', () => {
    const model = Model.bedrock({
      model: 'amazon.nova-lite-v1:0',
      profile: 'eu.amazon.nova-lite-v1:0',
      regions: ['eu-central-1', 'eu-west-3'],
    });
    expect(allowed(synthesise({ model }), 'bedrock:InvokeModelWithResponseStream')).toEqual([
      'arn:…:bedrock:…:…:inference-profile/eu.amazon.nova-lite-v1:0',
      'arn:…:bedrock:eu-central-1::foundation-model/amazon.nova-lite-v1:0',
      'arn:…:bedrock:eu-west-3::foundation-model/amazon.nova-lite-v1:0',
    ]);
    expect(readModelChoice(model.variables)).toMatchObject({ model: 'eu.amazon.nova-lite-v1:0' });
  });

  it('may be asked wherever a global profile leads, which Bedrock names without a region', () => {
    const model = Model.bedrock({ model: 'amazon.nova-2-lite-v1:0', profile: 'global.amazon.nova-2-lite-v1:0' });
    expect(allowed(synthesise({ model }), 'bedrock:InvokeModelWithResponseStream')).toEqual([
      'arn:…:bedrock:…:…:inference-profile/global.amazon.nova-2-lite-v1:0',
      'arn:…:bedrock:…::foundation-model/amazon.nova-2-lite-v1:0',
      'arn:…:bedrock:::foundation-model/amazon.nova-2-lite-v1:0',
    ]);
  });

  it('is not taken with a profile whose regions nobody names: it would be refused by chance', () => {
    expect(() => Model.bedrock({ model: 'amazon.nova-lite-v1:0', profile: 'eu.amazon.nova-lite-v1:0' })).toThrow(
      'it needs regions',
    );
  });

  it('answers under a guardrail where there is one', () => {
    const model = Model.bedrock({ model: 'amazon.nova-lite-v1:0', guardrail: { id: 'abc123', version: '2' } });
    expect(allowed(synthesise({ model }), 'bedrock:ApplyGuardrail')).toEqual(['arn:…:bedrock:…:…:guardrail/abc123']);
    expect(readModelChoice(model.variables)).toMatchObject({ guardrail: { id: 'abc123', version: '2' } });
  });
});

describe('a model elsewhere', () => {
  it('has its key read from the one secret, and nothing of Bedrock', () => {
    const template = synthesise({ model: Model.openAi('gpt-5-mini', KEY, { maxTokens: 300 }) });
    expect(allowed(template, 'secretsmanager:GetSecretValue')).toEqual([KEY]);
    expect(JSON.stringify(template.toJSON())).not.toContain('bedrock:');
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { MODEL: 'openai:gpt-5-mini', MODEL_MAX_TOKENS: '300', MODEL_KEY_SECRET_ID: KEY } },
    });
  });

  it('needs no key if its server wants none', () => {
    const model = Model.openAiCompatible('https://models.example.com/v1', { model: 'llama' });
    expect(allowed(synthesise({ model }), 'secretsmanager:GetSecretValue')).toEqual([]);
    expect(readModelChoice(model.variables)).toMatchObject({ url: 'https://models.example.com/v1', keySecretId: null });
  });

  it('is asked over the older endpoint where it is told to', () => {
    const { variables } = Model.openAiCompatible('https://x.example/v1', { model: 'instruct', completions: true });
    expect(readModelChoice(variables).provider).toBe('openai-completions');
  });
});

it('finds what the pages say in the one place that it is told of [R47]', () => {
  for (const [knowledge, action, arn] of [
    [Knowledge.bedrock('ABCDEFGHIJ'), 'bedrock:Retrieve', 'arn:…:bedrock:…:…:knowledge-base/ABCDEFGHIJ'],
    [Knowledge.kendra('0123'), 'kendra:Retrieve', 'arn:…:kendra:…:…:index/0123'],
  ] as const) {
    expect(allowed(synthesise({ knowledge }), action)).toEqual([arn]);
    expect(readKnowledgeChoice(knowledge.variable)).toBeDefined();
  }
});
