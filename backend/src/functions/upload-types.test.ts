import { FILE_TYPES } from '@lex-chat/protocol/files';
import { expect, it } from 'vitest';
import type { Environment } from './environment.ts';
import { readUploadTypes } from './upload-types.ts';

const types = (given: Partial<Environment>) =>
  readUploadTypes({ MODEL: 'bedrock:any', MODEL_MAX_TOKENS: '500', UPLOADS_BUCKET: 'b', ...given } as Environment);

it('takes no file without a bucket', () => {
  expect(readUploadTypes({ MODEL: 'bedrock:any', MODEL_MAX_TOKENS: '500' } as Environment)).toEqual([]);
});

it('takes what the provider of the model can be shown', () => {
  expect(types({})).toEqual(FILE_TYPES);
  const openAi = { MODEL_KEY_SECRET_ID: 'k' };
  expect(types({ MODEL: 'openai:any', ...openAi })).toEqual(['pdf', 'txt', 'csv', 'md', 'png', 'jpeg', 'webp']);
  const MODEL_URL = 'http://localhost:11434/v1';
  expect(types({ MODEL: 'openai-compatible:any', MODEL_URL })).toEqual(['txt', 'csv', 'md', 'png', 'jpeg', 'webp']);
  expect(types({ MODEL: 'openai-completions:any', ...openAi })).toEqual(['txt', 'csv', 'md']);
});

it('takes what every model can be shown that visitors may choose', () => {
  const MODELS = JSON.stringify([{ name: 'gpt', label: 'GPT', model: 'openai:gpt-x', keySecretId: 'k' }]);
  expect(types({ MODELS })).not.toContain('docx');
  expect(types({ MODELS })).toContain('pdf');
  expect(() => types({ MODELS, UPLOAD_TYPES: 'docx' })).toThrow(
    'UPLOAD_TYPES names docx, which cannot be shown to openai:gpt-x',
  );
});

it('takes what the operator names, in the order in which sessions name it', () => {
  expect(types({ UPLOAD_TYPES: 'csv, pdf' })).toEqual(['pdf', 'csv']);
});

it('names what makes no sense', () => {
  expect(() => types({ UPLOAD_TYPES: 'csv,exe' })).toThrow('UPLOAD_TYPES names exe');
  expect(() => types({ UPLOAD_TYPES: '' })).toThrow('UPLOAD_TYPES names');
  expect(() => types({ MODEL: 'openai-completions:any', MODEL_KEY_SECRET_ID: 'k', UPLOAD_TYPES: 'pdf' })).toThrow(
    'UPLOAD_TYPES names pdf, which cannot be shown to openai-completions:any',
  );
});
