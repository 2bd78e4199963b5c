import { expect, it } from 'vitest';
import type { Bot } from '@lex-chat/backend/bots/bot';
import { close, conversation, delegate } from './converse-with-hook.fake.ts';
import { transferBot } from './transfer-bot.fake.ts';

/**
 * Lex masks such slots in its conversation logs alone: clients, hooks and prompts have them as they are. The laptop's Lex
 * writes no conversation logs.
 */
const hidden: Bot = hide(transferBot());

it('shows the value of an obfuscated slot to clients, to hooks and in prompts, as Lex does', async () => {
  const { say, events } = conversation(hidden, event =>
    event.invocationSource === 'FulfillmentCodeHook' ? close(event, 'Fulfilled') : delegate(event),
  );
  const asked = await say('국민은행에 3만원 보내줘');
  expect(asked.hears).toEqual(['국민은행에 30000원 보낼까요?']);
  expect(asked.intent?.slots['Bank']?.value).toEqual({
    originalValue: '국민은행',
    interpretedValue: '국민은행',
    resolvedValues: ['국민은행'],
  });
  await say('네');

  expect(events.map(({ invocationSource }) => invocationSource)).toContain('FulfillmentCodeHook');
  for (const { sessionState } of events) {
    expect(sessionState.intent.slots['Amount']?.value).toMatchObject({ interpretedValue: '30000' });
  }
  expect(events[0]).toMatchObject({
    inputTranscript: '국민은행에 3만원 보내줘',
    transcriptions: [{ transcription: '국민은행에 3만원 보내줘' }],
  });
});

function hide(bot: Bot): Bot {
  const ObfuscationSetting = { ObfuscationSettingType: 'DefaultObfuscation' } as const;
  return {
    ...bot,
    BotLocales: bot.BotLocales.map(locale => ({
      ...locale,
      Intents: locale.Intents.map(intent => ({
        ...intent,
        ...(intent.Slots && { Slots: intent.Slots.map(slot => ({ ...slot, ObfuscationSetting })) }),
      })),
    })),
  };
}
