import { readModels } from '@lex-chat/backend/functions/models';
import { expect, it } from 'vitest';
import { Model } from './model.ts';
import { modelsVariable } from './offered-models.ts';
import { resourcesOf, synthesise } from './stack-fixture.ts';

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
  const asking = Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).flatMap(([id, policy]) =>
    JSON.stringify(policy).includes('nova-micro') ? [id] : [],
  );
  expect(asking.map(id => id.slice(0, 'FunctionsAnswer'.length)).sort()).toEqual([
    expect.stringMatching(/^FunctionsAnswer/) as string,
    expect.stringMatching(/^FunctionsChat/) as string,
  ]);
});

it('says before anything is made what makes no sense', () => {
  expect(() => modelsVariable({ 'Not a name': fast })).toThrow('name is to be');
  expect(() => modelsVariable({ fast: { ...fast, label: '' } })).toThrow('label is to be');
});
