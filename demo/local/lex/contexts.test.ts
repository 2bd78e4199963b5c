import type { Intent } from '@lex-chat/backend/bots/bot';
import { expect, it } from 'vitest';
import { conversation } from './converse-with-hook.fake.ts';
import { asks, says, transferBot } from './transfer-bot.fake.ts';

const RECEIPT: Intent = {
  Name: 'Receipt',
  SampleUtterances: [{ Utterance: '영수증 줘' }],
  InputContexts: [{ Name: 'sent' }],
  Slots: [
    {
      Name: 'To',
      SlotTypeName: 'AMAZON.FreeFormInput',
      ValueElicitationSetting: {
        SlotConstraint: 'Required',
        PromptSpecification: asks('어디요?'),
        DefaultValueSpecification: { DefaultValueList: [{ DefaultValue: '[to]' }, { DefaultValue: '#sent.Bank' }] },
      },
    },
  ],
  SlotPriorities: [{ Priority: 1, SlotName: 'To' }],
  FulfillmentCodeHook: { Enabled: false },
  IntentClosingSetting: { ClosingResponse: says('{To} 영수증이에요.') },
};

const bot = (TurnsToLive: number, TimeToLiveInSeconds = 60) =>
  transferBot(
    {
      DialogCodeHook: { Enabled: false },
      FulfillmentCodeHook: { Enabled: false },
      OutputContexts: [{ Name: 'sent', TurnsToLive, TimeToLiveInSeconds }],
    },
    [RECEIPT],
  );

async function send({ say }: ReturnType<typeof conversation>) {
  await say('국민은행에 3만원 보내줘');
  return say('네');
}

it('hears an intent with an input context only after the intent that gives it', async () => {
  const visitor = conversation(bot(2));
  expect((await visitor.say('영수증 줘')).intent?.name).toBe('FallbackIntent');
  expect((await send(visitor)).activeContexts).toEqual([
    {
      name: 'sent',
      timeToLive: { timeToLiveInSeconds: 60, turnsToLive: 2 },
      contextAttributes: { Bank: '국민은행', Amount: '30000' },
    },
  ]);
  expect((await visitor.say('영수증 줘')).hears).toEqual(['국민은행 영수증이에요.']);
});

it('forgets a context after its turns', async () => {
  const visitor = conversation(bot(2));
  await send(visitor);
  expect((await visitor.say('xyz')).activeContexts).toMatchObject([{ timeToLive: { turnsToLive: 1 } }]);
  expect((await visitor.say('xyz')).activeContexts).toEqual([]);
  expect((await visitor.say('영수증 줘')).intent?.name).toBe('FallbackIntent');
});

it('forgets a context after its seconds', async () => {
  const clock = { now: 0 };
  const visitor = conversation(bot(20), undefined, clock);
  await send(visitor);
  clock.now += 25_500;
  expect(visitor.runtime.getSession(visitor.path).dialogue.activeContexts).toMatchObject([
    { timeToLive: { timeToLiveInSeconds: 35 } },
  ]);
  await visitor.say('xyz');
  clock.now += 34_499;
  expect(visitor.runtime.getSession(visitor.path).dialogue.activeContexts).toHaveLength(1);
  clock.now += 1;
  expect((await visitor.say('영수증 줘')).intent?.name).toBe('FallbackIntent');
});

it('takes contexts from a client', async () => {
  const activeContexts = [
    { name: 'sent', timeToLive: { timeToLiveInSeconds: 90, turnsToLive: 1 }, contextAttributes: {} },
  ];
  const { say } = conversation(bot(2));
  expect((await say('영수증 줘', { activeContexts })).hears).toEqual(['어디요?']);
});

it('fills a slot from a session attribute before a context', async () => {
  const visitor = conversation(bot(2));
  await send(visitor);
  expect((await visitor.say('영수증 줘', { sessionAttributes: { to: '우체국' } })).hears).toEqual([
    '우체국 영수증이에요.',
  ]);
});
