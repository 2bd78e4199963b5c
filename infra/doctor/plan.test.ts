import { expect, it } from 'vitest';
import { readConfig } from '../lib/config/read-config.ts';
import { planOf } from './plan.ts';

const planFor = (file: object) => planOf(readConfig({ ...file }, {}), 'eu-central-1');

it('has the locales of the bots that are built, each once', () => {
  expect(planFor({ bots: ['hello-world', 'banking'] })).toMatchObject({ locales: ['ko_KR', 'en_US'], bot: undefined });
});

it('has the bot that is there already, with the locales it is said to speak', () => {
  const plan = planFor({ botId: 'ABCDEFGHIJ', botAliasId: 'KLMNOPQRST', botLocales: ['ja_JP'] });
  expect(plan.locales).toEqual(['ja_JP']);
  expect(plan.bot).toEqual({ botId: 'ABCDEFGHIJ', botAliasId: 'KLMNOPQRST', locales: ['ja_JP'] });
});

it('has the secrets of the channels that are wanted', () => {
  const slackSecretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:slack-AbCdEf';
  expect(planFor({ slackSecretArn }).channels).toEqual([{ name: 'slack', secretArn: slackSecretArn }]);
  expect(planFor({}).channels).toEqual([]);
});

it('has what the model needs: access to Bedrock, a key, or nothing', () => {
  const profile = 'eu.amazon.nova-lite-v1:0';
  const through = { bedrock: { model: 'amazon.nova-lite-v1:0', profile, regions: ['eu-west-3'] } };
  expect(planFor({ modelProfile: profile, modelRegions: ['eu-west-3'] }).models).toEqual([['', through]]);
  const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:openai-AbCdEf';
  const openAi = { model: 'openai:gpt-5-mini', modelKeySecretArn: arn };
  expect(planFor(openAi).models).toEqual([['', { secretId: arn }]]);
  const server = { model: 'openai-compatible:llama', modelUrl: 'https://x.example/v1' };
  expect(planFor(server).models).toEqual([]);
  const fast = { label: 'Fast', model: 'bedrock:amazon.nova-micro-v1:0' };
  const models = { fast, own: { label: 'Ours', ...openAi }, server: { label: 'Llama', ...server } };
  expect(planFor({ ...server, models }).models).toEqual([
    ['models.fast.', { bedrock: { model: 'amazon.nova-micro-v1:0' } }],
    ['models.own.', { secretId: arn }],
  ]);
});
