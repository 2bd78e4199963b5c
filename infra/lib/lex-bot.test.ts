import { Template } from 'aws-cdk-lib/assertions';
import type { Bot } from '@lex-chat/backend/bots/bot';
import { definedName } from '@lex-chat/backend/bots/deployed-name';
import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from './fixtures/app-fixture.ts';
import { BotChoice } from './bot-choice.ts';
import { BUILT_BOTS } from './built-bots.ts';
import { LexChatStack } from './lex-chat-stack.ts';
import { Model } from './model.ts';
import { resourcesOf, synthesise, type Resource } from './fixtures/stack-fixture.ts';

// The first template takes far longer than all others, and there is more time for it here than in a test.
let template: Template;
beforeAll(() => (template = deployed(helloWorld)));

/** The names of the bots that a stack of this name makes. */
function botNames(stackName: string): readonly string[] {
  const stack = new LexChatStack(createApp(), stackName, {
    allowedOrigins: [],
    model: Model.bedrock({ model: 'amazon.nova-lite-v1:0' }),
    bots: Object.fromEntries(Object.entries(BUILT_BOTS).map(([name, bot]) => [name, BotChoice.define(bot)])),
  });
  const bots = Object.values(resourcesOf(Template.fromStack(stack), 'AWS::Lex::Bot'));
  return bots.map(({ Properties }) => Properties['Name'] as string);
}

const deployed = (bot: Bot) => synthesise({ bots: { 'hello-world': BotChoice.define(bot) } });
const idsOf = (template: Template, type: string) => Object.keys(resourcesOf(template, type));

describe('a bot', () => {
  it('is built by CloudFormation in each of its languages, as it is written down', () => {
    const [bot] = Object.values(resourcesOf(template, 'AWS::Lex::Bot'));
    expect(bot?.Properties).toMatchObject({ AutoBuildBotLocales: true, BotLocales: helloWorld.BotLocales });
    expect(helloWorld.BotLocales.map(({ LocaleId }) => LocaleId)).toEqual(['ko_KR', 'en_US']);
  });

  it('is heard by an alias with the hook behind each language, which Lex may call for that alias alone', () => {
    const [[versionId]] = Object.entries(resourcesOf(template, 'AWS::Lex::BotVersion')) as [[string, Resource]];
    const [[aliasId, alias]] = Object.entries(resourcesOf(template, 'AWS::Lex::BotAlias')) as [[string, Resource]];
    expect(alias.Properties['BotVersion']).toEqual({ 'Fn::GetAtt': [versionId, 'BotVersion'] });
    const settings = alias.Properties['BotAliasLocaleSettings'] as {
      LocaleId: string;
      BotAliasLocaleSetting: { Enabled: boolean; CodeHookSpecification: { LambdaCodeHook: { LambdaArn: unknown } } };
    }[];
    expect(settings.map(({ LocaleId }) => LocaleId)).toEqual(['ko_KR', 'en_US']);
    const permissions = Object.values(resourcesOf(template, 'AWS::Lambda::Permission')).filter(
      ({ Properties }) => Properties['Principal'] === 'lexv2.amazonaws.com',
    );
    expect(permissions).toHaveLength(1);
    expect(JSON.stringify(permissions[0]!.Properties['SourceArn'])).toContain(`"${aliasId}","BotAliasId"`);
    for (const { BotAliasLocaleSetting } of settings)
      expect(BotAliasLocaleSetting).toMatchObject({
        Enabled: true,
        CodeHookSpecification: { LambdaCodeHook: { LambdaArn: permissions[0]!.Properties['FunctionName'] } },
      });
  });

  it('gets a new version when it is changed, and stays the same bot and alias', () => {
    const changed = deployed({ ...helloWorld, IdleSessionTTLInSeconds: helloWorld.IdleSessionTTLInSeconds + 1 });
    for (const type of ['AWS::Lex::Bot', 'AWS::Lex::BotAlias'])
      expect(idsOf(changed, type)).toEqual(idsOf(template, type));
    expect(idsOf(changed, 'AWS::Lex::BotVersion')).not.toEqual(idsOf(template, 'AWS::Lex::BotVersion'));
    expect(idsOf(deployed(helloWorld), 'AWS::Lex::BotVersion')).toEqual(idsOf(template, 'AWS::Lex::BotVersion'));
  });
});

it('gives bots names of their own deployment, by which the function behind them still knows each', () => {
  const [shop, trial] = [
    botNames('Shop'),
    botNames('A-trial-of-the-chat-with-a-name-that-is-far-longer-than-it-need-be'),
  ];
  expect(new Set([...shop, ...trial]).size).toBe(4);
  for (const names of [shop, trial]) {
    expect(names.map(definedName).sort()).toEqual(['Banking', 'HelloWorld']);
    // What Lex takes for a name.
    for (const name of names) expect(name).toMatch(/^([0-9a-zA-Z][_-]?){1,100}$/);
  }
});
