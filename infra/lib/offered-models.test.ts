import { readModels } from '@lex-chat/backend/functions/models';
import { expect, it } from 'vitest';
import { Model } from './model.ts';
import { modelsVariable } from './offered-models.ts';
import { resourcesOf, synthesise } from './fixtures/stack-fixture.ts';

const fast = { label: '빠른 답변', model: Model.bedrock({ model: 'amazon.nova-micro-v1:0' }) };

it('tells the functions which models visitors may choose, and lets those that answer ask them', () => {
  const template = synthesise({ models: { fast } });
  const functions = Object.values(resourcesOf(template, 'AWS::Lambda::Function'));
  const told = functions.flatMap(({ Properties }) => {
    const { Variables } = (Properties['Environment'] ?? {}) as { Variables?: Readonly<Record<string, unknown>> };
    return Variables?.['MODELS'] ?? [];
  });
  expect(readModels({ MODEL: '', MODEL_MAX_TOKENS: '1', MODELS: told[0] as string })).toMatchObject([
    { name: 'fast', label: '빠른 답변', choice: { provider: 'bedrock', model: 'amazon.nova-micro-v1:0' } },
  ]);
});

it('lets those that answer ask exactly these models and read exactly their keys, and nobody else', () => {
  const key = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf';
  const template = synthesise({ models: { fast, own: { label: 'Ours', model: Model.openAi('gpt-5-mini', key) } } });
  const found = Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).flatMap(([id, { Properties }]) =>
    (Properties['PolicyDocument'] as { Statement: { Action: unknown; Resource: unknown }[] }).Statement.filter(
      ({ Resource }) => /nova-micro|key-AbCdEf/.test(JSON.stringify(Resource)),
    ).map(({ Action, Resource }) => ({ role: id.replace(/Role.*/, ''), Action, Resource })),
  );
  const parts = ['arn:', { Ref: 'AWS::Partition' }, ':bedrock:', { Ref: 'AWS::Region' }];
  const model = { 'Fn::Join': ['', [...parts, '::foundation-model/amazon.nova-micro-v1:0']] };
  const wanted = ['FunctionsAnswer', 'FunctionsChat'].flatMap(role => [
    { role, Action: 'bedrock:InvokeModelWithResponseStream', Resource: model },
    { role, Action: 'secretsmanager:GetSecretValue', Resource: key },
  ]);
  expect(found).toHaveLength(wanted.length);
  expect(found).toEqual(expect.arrayContaining(wanted));
});

it('says before anything is made what makes no sense', () => {
  expect(() => modelsVariable({ 'Not a name': fast })).toThrow('name is to be');
  expect(() => modelsVariable({ fast: { ...fast, label: '' } })).toThrow('label is to be');
});
