import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from './config-error.ts';
import { DEFAULTS } from './config.ts';
import { readConfig, variableOf } from './read-config.ts';

const FAST = { label: '빠른 답변', model: 'bedrock:amazon.nova-micro-v1:0' };
const SLACK = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:slack-AbCdEf';

it('says nothing against an empty file', () => {
  expect(readConfig({}, {})).toEqual(DEFAULTS);
});

it('takes the environment’s word before the file’s', () => {
  const config = readConfig(
    { allowedOrigins: ['https://file.example.com'], modelMaxTokens: 500, demo: true },
    {
      LEX_CHAT_ALLOWED_ORIGINS: 'https://one.example.com, http://localhost:3000',
      LEX_CHAT_DEMO: 'false',
      LEX_CHAT_MODEL_MAX_TOKENS: '',
    },
  );
  expect(config).toMatchObject({
    allowedOrigins: ['https://one.example.com', 'http://localhost:3000'],
    modelMaxTokens: 500,
    demo: false,
  });
});

it('reads the persona of each bot from the environment', () => {
  const { personas } = readConfig({ bots: ['banking'] }, { LEX_CHAT_PERSONAS: '{"banking":"A clerk"}' });
  expect(personas).toEqual({ banking: 'A clerk' });
});

it('reads the models that visitors may choose, in the file as in the environment', () => {
  const own = { label: 'Ours', model: 'openai-compatible:gemma3:4b', modelUrl: 'https://models.example.com/v1' };
  const models = {
    fast: FAST,
    own,
    wide: { ...FAST, modelProfile: 'eu.amazon.nova-micro-v1:0', modelRegions: ['eu-west-3'] },
  };
  expect(readConfig({ models }, {}).models).toEqual(models);
  expect(readConfig({}, { LEX_CHAT_MODELS: JSON.stringify(models) }).models).toEqual(models);
});

it('takes a guardrail where any of the models is Bedrock’s', () => {
  const server = { model: 'openai-compatible:llama', modelUrl: 'https://m.example.com/v1', guardrailId: 'ab12' };
  expect(() => readConfig(server, {})).toThrow('guardrailId is ab12: no model here is Bedrock’s');
  expect(readConfig({ ...server, models: { fast: FAST } }, {}).guardrailId).toBe('ab12');
});

it('takes a global profile without regions, and models of any maker', () => {
  expect(() => readConfig({ modelProfile: 'global.amazon.nova-2-lite-v1:0' }, {})).not.toThrow();
  for (const model of ['zai.glm-4.7', 'ai21.jamba-1-5-large-v1:0', 'anthropic.claude-haiku-4-5-20251001-v1:0'])
    expect(readConfig({ model: `bedrock:${model}` }, {}).model).toBe(`bedrock:${model}`);
});

it('names a value as the environment does', () => {
  expect(variableOf('modelKeySecretArn')).toBe('LEX_CHAT_MODEL_KEY_SECRET_ARN');
});

describe('a wrong value stops with its name, the value and the cure', () => {
  const WRONG: readonly (readonly [object, string])[] = [
    [{ name: 'my-shop' }, 'name is my-shop: it should be letters and digits, a letter first'],
    [
      { allowedOrigins: ['https://example.com/'] },
      'allowedOrigins is ["https://example.com/"]: it should be exact origins',
    ],
    [{ allowedOrigins: ['*'] }, 'allowedOrigins is ["*"]'],
    [{ model: 'gpt-5' }, 'model is gpt-5: it should be such as bedrock:'],
    [{ model: 'openai:gpt-5-mini' }, 'it needs modelKeySecretArn'],
    [{ model: 'openai-compatible:llama' }, 'it needs modelUrl'],
    [{ modelUrl: 'https://models.example.com/v1' }, 'Bedrock has no address of its own'],
    [{ modelKeySecretArn: 'sk-very-secret' }, 'it should be the whole ARN of a secret'],
    [{ modelKeySecretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:key' }, 'six letters at its end'],
    [{ modelRegions: ['eu-central-1'] }, 'it is of modelProfile'],
    [{ modelProfile: 'eu.amazon.nova-lite-v1:0' }, 'it needs modelRegions, all among which it chooses'],
    [{ modelProfile: 'a1b2c3d4e5f6' }, 'it should be the id of an inference profile that AWS has made'],
    [
      { model: 'bedrock:eu.amazon.nova-lite-v1:0' },
      'set modelProfile to eu.amazon.nova-lite-v1:0 and model to bedrock:amazon.nova-lite-v1:0',
    ],
    [{ model: 'bedrock:arn:aws:bedrock:eu-west-1::foundation-model/x.y' }, 'the id of a model, not an ARN'],
    [{ bots: ['banking', 'sales'] }, 'it should be some of hello-world, banking'],
    [{ bots: [] }, 'bots is []: it should be some of hello-world, banking'],
    [{ botId: 'ABCDEFGHIJ', botAliasId: 'KLMNOPQRST', botLocales: [] }, 'botLocales is []: it should be locales'],
    [{ modelProfile: 'eu.amazon.nova-lite-v1:0', modelRegions: [] }, 'modelRegions is []: it should be regions'],
    [{ guardrailVersion: '2' }, 'guardrailVersion is 2: it is of guardrailId'],
    [{ botLocales: ['ko_KR'] }, 'botLocales is ko_KR: it is of botId'],
    [{ botId: 'ABCDEFGHIJ' }, 'botId and botAliasId need each other'],
    [{ botId: 'ABCDEFGHIJ', botAliasId: 'TSTALIASID' }, 'two conversations at once'],
    [{ minimumConfidence: 60 }, 'minimumConfidence is 60: it should be from 0 to 1'],
    [{ visitors: 'signed' }, 'it needs siteId'],
    [{ demo: false }, 'nobody could chat'],
    [{ domainName: 'chat.example.com' }, 'domainName and certificateArn need each other'],
    [{ certificateArn: 'arn:aws:acm:eu-central-1:1:certificate/1' }, 'in us-east-1'],
    [{ logRetentionDays: 31 }, 'logRetentionDays is 31'],
    [{ reservedAnswers: 0.5 }, 'reservedAnswers is 0.5'],
    [{ monthlyBudget: 50 }, 'monthlyBudget needs alarmEmail'],
    [{ knowledge: 'index:pages.json' }, 'knowledge is index:pages.json: it should be bedrock: and the id'],
    [{ messengerSecretArn: 'EAABtoken' }, 'messengerSecretArn is <not repeated here>: it should be the whole ARN'],
    [{ slackSecretArn: 'lex-chat/slack' }, 'slackSecretArn is <not repeated here>: it should be the whole ARN'],
    [{ secretKmsKeyArns: ['alias/shop'] }, 'secretKmsKeyArns is ["alias/shop"]: it should be whole ARNs of keys'],
    [
      { secretKmsKeyArns: ['arn:aws:kms:eu-central-1:123456789012:key/1'] },
      'secretKmsKeyArns is arn:aws:kms:eu-central-1:123456789012:key/1: it is of modelKeySecretArn, messengerSecretArn',
    ],
    [{ slackBot: 'hello-world' }, 'slackBot is hello-world: it needs slackSecretArn'],
    [{ slackSecretArn: SLACK, slackBot: 'banking' }, 'slackBot is banking: it should be one of hello-world'],
    [{ messengerBot: 'two words' }, 'messengerBot is two words: it should be the name of a bot'],
    [
      { botKnowledge: { banking: 'index:x' } },
      'botKnowledge is {"banking":"index:x"}: it should be what knowledge may be',
    ],
    [
      { botKnowledge: { banking: 'kendra:1' } },
      'botKnowledge names banking: the bots that are deployed are hello-world',
    ],
    [{ personas: { banking: 'A clerk' } }, 'personas names banking: the bots that are deployed are hello-world'],
    [{ modes: ['sing'] }, 'modes is ["sing"]: it should be some of chat, translate'],
    [{ personas: { sales: 'A seller' } }, 'personas is {"sales":"A seller"}: it should be texts by the names of bots'],
    [{ uploadTypes: ['exe'] }, 'uploadTypes is ["exe"]: it should be some of pdf, txt'],
    [{ uploadTypes: [] }, 'uploadTypes is empty: leave it out, or let uploads be false'],
    [{ uploads: false, uploadTypes: ['pdf'] }, 'uploadTypes is pdf: nothing can be attached while uploads is false'],
    [
      { model: 'openai-compatible:llama', modelUrl: 'https://m.example.com/v1', uploadTypes: ['png', 'pdf'] },
      'uploadTypes names pdf, which cannot be shown to openai-compatible:llama: it should be some of txt, csv, md, png',
    ],
    // With an address it is deployed as a server that is only compatible.
    [{ model: 'openai:x', modelUrl: 'https://m.example.com/v1', uploadTypes: ['pdf'] }, 'uploadTypes names pdf'],
    // What one of the models cannot be shown would make another answer than was chosen fail.
    [
      {
        models: { own: { ...FAST, model: 'openai-compatible:llama', modelUrl: 'https://m.example.com/v1' } },
        uploadTypes: ['pdf', 'png'],
      },
      'uploadTypes names pdf, which cannot be shown to openai-compatible:llama: it should be some of txt, csv, md, png',
    ],
    [
      { models: {} },
      'models is <not repeated here>: it should be models by the names of their choice, such as {"fast":',
    ],
    [{ models: [FAST] }, 'models is <not repeated here>'],
    [{ models: { Fast: FAST } }, 'models names Fast: it should be up to 32 lower-case letters, digits or -'],
    [{ models: { fast: 'bedrock:x' } }, 'models.fast should be an object with label and model'],
    [{ models: { fast: { model: FAST.model } } }, 'models.fast.label is missing: it should be one line of up to 60'],
    [{ models: { fast: { ...FAST, model: 'nova' } } }, 'models.fast.model is nova: it should be such as bedrock:'],
    [{ models: { fast: { ...FAST, url: 'x' } } }, 'models.fast.url is not known: the names are label, model,'],
    [{ models: { fast: { ...FAST, model: 'openai:x' } } }, 'models.fast.model is openai:x: it needs modelKeySecretArn'],
    [
      { models: { fast: { ...FAST, modelProfile: 'eu.amazon.nova-micro-v1:0' } } },
      'models.fast.modelProfile is eu.amazon.nova-micro-v1:0: it needs modelRegions',
    ],
    [{ visitorMessagesPerMinute: 0 }, 'visitorMessagesPerMinute is 0'],
    [
      { addressMessagesPerMinute: 1 },
      'addressMessagesPerMinute is 1: it should be a whole number of messages, 2 or more',
    ],
    [{ siteTokensPerDay: -1 }, 'siteTokensPerDay is -1'],
    [{ modelInputPrice: 0.06 }, 'modelInputPrice and modelOutputPrice need each other'],
    [{ alowedOrigins: [] }, 'alowedOrigins is not known'],
  ];
  for (const [file, words] of WRONG)
    it(JSON.stringify(file), () => expect(() => readConfig({ ...file }, {})).toThrow(words));

  it('also a name that nobody knows, in the environment too', () => {
    expect(() => readConfig({}, { LEX_CHAT_ALOWED_ORIGINS: 'https://a.com' })).toThrow(
      'LEX_CHAT_ALOWED_ORIGINS is not known: the names are LEX_CHAT_NAME, LEX_CHAT_ALLOWED_ORIGINS',
    );
    expect(readConfig({}, { LEX_CHAT_DATA: 'of the laptop', PATH: '/bin' })).toEqual(DEFAULTS);
  });

  it('but not with a key that stands where its secret should be named', () => {
    const models = { own: { ...FAST, modelKeySecretArn: 'sk-very-secret' } };
    for (const [file, variables] of [
      [{ modelKeySecretArn: 'sk-very-secret' }, {}],
      [{}, { LEX_CHAT_MODEL_KEY_SECRET_ARN: 'sk-very-secret' }],
      [{ models }, {}],
      [{}, { LEX_CHAT_MODELS: JSON.stringify(models) }],
      [{}, { LEX_CHAT_MODELS: 'sk-very-secret' }],
    ] as const) {
      expect(() => readConfig(file, variables)).toThrow('<not repeated here>: it should be');
      expect(() => readConfig(file, variables)).not.toThrow('sk-very-secret');
    }
  });

  it('all of them at once', () => {
    expect(() => readConfig({ minimumConfidence: 2 }, { LEX_CHAT_DEMO: 'perhaps' })).toThrow(
      /minimumConfidence is 2.*\n.*LEX_CHAT_DEMO is perhaps: it should be true or false|LEX_CHAT_DEMO.*\n.*minimum/,
    );
  });
});

it('reads or refuses whatever it is given, and throws nothing else', () => {
  const names = [...Object.keys(DEFAULTS), 'models'];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.anything()), file => {
      try {
        readConfig(file, {});
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
      }
    }),
  );
});
