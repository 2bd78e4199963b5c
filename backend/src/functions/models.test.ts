import { expect, it } from 'vitest';
import { readModels } from './models.ts';

const read = (MODELS: unknown) =>
  readModels({ MODEL: 'bedrock:x', MODEL_MAX_TOKENS: '500', MODELS: JSON.stringify(MODELS) });

const FAST = { name: 'fast', label: '빠른 답변', model: 'bedrock:amazon.nova-micro-v1:0' };

it('gives visitors no choice without a list', () => {
  expect(readModels({ MODEL: 'bedrock:x', MODEL_MAX_TOKENS: '500' })).toEqual([]);
});

it('reads which models visitors may choose, under the cap of the usual one', () => {
  const own = { name: 'own', label: 'Ours', model: 'openai-compatible:gemma3:4b', url: 'http://localhost:11434/v1' };
  expect(read([FAST, own])).toMatchObject([
    {
      name: 'fast',
      label: '빠른 답변',
      choice: { provider: 'bedrock', model: 'amazon.nova-micro-v1:0' },
      settings: { MODEL_MAX_TOKENS: '500' },
    },
    { name: 'own', choice: { provider: 'openai-compatible', url: 'http://localhost:11434/v1', keySecretId: null } },
  ]);
});

it.each<readonly [unknown, RegExp]>([
  [[], /it is to be a JSON array of at least one \{ "name", "label", "model"/],
  ['fast', /a JSON array/],
  [[null], /model 1: it is to be an object/],
  [[{ ...FAST, name: 'Fast' }], /model 1: name is to be up to 32 lower-case/],
  [[{ ...FAST, name: 'a:b' }], /model 1: name/],
  [[{ ...FAST, label: ' ' }], /model 1: label is to be one line/],
  [[{ ...FAST, label: 'x'.repeat(61) }], /model 1: label/],
  [[FAST, { ...FAST, model: 'nova' }], /model 2: MODEL is nova: it should be bedrock:<model> or/],
  [[{ ...FAST, model: 'openai:gpt-x' }], /model 1: MODEL is openai:gpt-x: it needs MODEL_KEY_SECRET_ID/],
  [[{ ...FAST, url: 5 }], /model 1: url is to be a text/],
  [[{ ...FAST, maxTokens: '9' }], /model 1: maxTokens is not known/],
  [[FAST, FAST], /two models are called fast/],
])('says what is wrong with %j', (given, message) => {
  expect(() => read(given)).toThrow(message);
});
