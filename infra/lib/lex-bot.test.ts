import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { definedName } from '@lex-chat/backend/bots/deployed-name';
import { expect, it } from 'vitest';
import { BotChoice } from './bot-choice.ts';
import { BUILT_BOTS } from './built-bots.ts';
import { LexChatStack } from './lex-chat-stack.ts';
import { Model } from './model.ts';
import { resourcesOf } from './stack-fixture.ts';

/** The names of the bots that a stack of this name makes. */
function botNames(stackName: string): readonly string[] {
  const stack = new LexChatStack(new App({ context: { 'aws:cdk:disable-asset-staging': true } }), stackName, {
    allowedOrigins: [],
    model: Model.bedrock({ model: 'amazon.nova-lite-v1:0' }),
    bots: Object.fromEntries(Object.entries(BUILT_BOTS).map(([name, bot]) => [name, BotChoice.define(bot)])),
  });
  const bots = Object.values(resourcesOf(Template.fromStack(stack), 'AWS::Lex::Bot'));
  return bots.map(({ Properties }) => Properties['Name'] as string);
}

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
