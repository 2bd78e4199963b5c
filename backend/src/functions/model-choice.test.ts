import { expect, it } from 'vitest';
import { readModelChoice, type ModelSettings } from './model-choice.ts';

const read = (given: Partial<ModelSettings>) =>
  readModelChoice({ MODEL: 'bedrock:x', MODEL_MAX_TOKENS: '500', ...given });

it('reads which model answers', () => {
  expect(read({ MODEL: 'bedrock:apac.anthropic.claude-any-v1:0' })).toEqual({
    provider: 'bedrock',
    model: 'apac.anthropic.claude-any-v1:0',
    guardrail: null,
  });
  expect(read({ MODEL_GUARDRAIL_ID: 'g1' })).toMatchObject({ guardrail: { id: 'g1', version: 'DRAFT' } });
  expect(read({ MODEL_GUARDRAIL_ID: 'g1', MODEL_GUARDRAIL_VERSION: '3' })).toMatchObject({
    guardrail: { version: '3' },
  });
  expect(read({ MODEL: 'openai:gpt-x', MODEL_KEY_SECRET_ID: 'key' })).toEqual({
    provider: 'openai',
    model: 'gpt-x',
    url: 'https://api.openai.com/v1',
    keySecretId: 'key',
  });
  expect(read({ MODEL: 'openai-compatible:gemma3:4b', MODEL_URL: 'http://localhost:11434/v1/' })).toEqual({
    provider: 'openai-compatible',
    model: 'gemma3:4b',
    url: 'http://localhost:11434/v1',
    keySecretId: null,
  });
  expect(read({ MODEL: 'openai-completions:gpt-3.5-turbo-instruct', MODEL_KEY_SECRET_ID: 'key' })).toMatchObject({
    provider: 'openai-completions',
  });
});

it.each<readonly [Partial<ModelSettings>, RegExp]>([
  [{ MODEL: 'gpt-x' }, /^MODEL is gpt-x: it should be bedrock:<model> or openai:<model> or /],
  [{ MODEL: 'Bedrock:x' }, /^MODEL is Bedrock:x: it should be/],
  [{ MODEL: 'openai:' }, /^MODEL is openai:: it should be/],
  [{ MODEL: 'openai:gpt-x' }, /^MODEL is openai:gpt-x: it needs MODEL_KEY_SECRET_ID/],
  [{ MODEL: 'openai-completions:x' }, /it needs MODEL_KEY_SECRET_ID/],
  [{ MODEL: 'openai-compatible:x' }, /^MODEL is openai-compatible:x: it needs MODEL_URL/],
  [
    { MODEL: 'openai-compatible:x', MODEL_URL: 'localhost:11434' },
    /^MODEL_URL is localhost:11434: it should be an address/,
  ],
  [{ MODEL: 'openai-compatible:x', MODEL_URL: 'http://x/v1?a=b' }, /^MODEL_URL is/],
  [{ MODEL_URL: 'http://localhost/v1' }, /^MODEL_URL is .* or use openai-compatible:$/],
  [
    { MODEL: 'openai:x', MODEL_KEY_SECRET_ID: 'key', MODEL_GUARDRAIL_ID: 'g1' },
    /^MODEL_GUARDRAIL_ID is g1: only Bedrock/,
  ],
  [{ MODEL_GUARDRAIL_VERSION: '3' }, /^MODEL_GUARDRAIL_VERSION is 3: it needs MODEL_GUARDRAIL_ID/],
  [{ MODEL_MAX_TOKENS: 'many' }, /^MODEL_MAX_TOKENS is many: it should be a whole number/],
  [{ MODEL_MAX_TOKENS: '0' }, /^MODEL_MAX_TOKENS is 0/],
])('says what is wrong with %j, and the cure', (given, message) => {
  expect(() => read(given)).toThrow(message);
});

it('repeats no password', () => {
  const given = { MODEL: 'openai-compatible:x', MODEL_URL: 'https://me:hunter2@example.com/v1' };
  expect(() => read(given)).toThrow(/^(?!.*hunter2).*MODEL_KEY_SECRET_ID/);
});
