import { Fn } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { BotChoice } from '../bot-choice.ts';
import { ConfigError } from './config-error.ts';
import type { LexChatProps } from '../lex-chat-props.ts';
import { Model } from '../model.ts';
import { createStack } from '../fixtures/stack-fixture.ts';

describe('what can never work stops before anything is made, with its name, the value and the cure', () => {
  const PROPS: readonly (readonly [Partial<LexChatProps>, string])[] = [
    [{ allowedOrigins: ['https://example.com/'] }, 'allowedOrigins names https://example.com/: it should be exact'],
    [{ allowedOrigins: ['https://a.example', '*'] }, 'allowedOrigins names *: it should be exact origins'],
    [{ allowedOrigins: ['www.example.com'] }, 'allowedOrigins names www.example.com'],
    [{ allowedOrigins: ['ftp://example.com'] }, 'allowedOrigins names ftp://example.com'],
    [{ allowedOrigins: [], demo: false }, 'allowedOrigins is empty, and demo is false: nobody could chat'],
    [{ minimumConfidence: 60 }, 'minimumConfidence is 60: it should be from 0 to 1'],
    [{ minimumConfidence: -0.1 }, 'minimumConfidence is -0.1'],
    [{ minimumConfidence: NaN }, 'minimumConfidence is NaN'],
  ];
  for (const [props, words] of PROPS)
    it(`of the chat: ${words}`, () => {
      expect(() => createStack(props)).toThrow(ConfigError);
      expect(() => createStack(props)).toThrow(words);
    });

  it.each([
    [() => BotChoice.existing('ABCDEFGHIJ', 'TSTALIASID', ['en_US']), 'answers two conversations at once'],
    [() => BotChoice.existing('ABCDEFGHIJ', 'live', ['en_US']), 'aliasId is live: it should be an alias of your own'],
    [() => BotChoice.existing('ABCDEFGHIJ', 'KLMNOPQRST', []), 'locales is empty: it should be those of the bot'],
    [
      () => Model.bedrock({ model: 'eu.amazon.nova-lite-v1:0' }),
      'model is eu.amazon.nova-lite-v1:0: that is an inference profile; let profile be eu.amazon.nova-lite-v1:0 and model ' +
        'amazon.nova-lite-v1:0',
    ],
    [
      () => Model.bedrock({ model: 'arn:aws:bedrock:eu-west-1::foundation-model/x.y' }),
      'it should be the id of a model, not an ARN',
    ],
  ])('of a bot and of a model: %s', (make, words) => {
    expect(make).toThrow(ConfigError);
    expect(make).toThrow(words);
  });
});

it('lets pass what only CloudFormation knows, and what is at the edge', () => {
  const filledIn = Fn.importValue('Known');
  expect(() => createStack({ allowedOrigins: [filledIn], minimumConfidence: 0 })).not.toThrow();
  expect(() => createStack({ allowedOrigins: [], minimumConfidence: 1 })).not.toThrow();
  expect(() => BotChoice.existing(filledIn, filledIn, ['en_US'])).not.toThrow();
});
