import { expect, it } from 'vitest';
import { askedSlotsOf } from './asked-slots.ts';
import { banking } from './banking.ts';
import { helloWorld } from './hello-world.ts';

it('tells the built-in types of a bot’s slots, and nothing of its own types', () => {
  expect(askedSlotsOf(helloWorld)).toEqual({ 'HelloWorld.Name': { type: 'AMAZON.FirstName' } });
  expect(askedSlotsOf(banking)).toMatchObject({
    'TransferMoney.Amount': { type: 'AMAZON.Number' },
    'TransferMoney.UseLastAccount': { type: 'AMAZON.Confirmation' },
  });
  expect(askedSlotsOf(banking)).not.toHaveProperty(['TransferMoney.SourceBank']);
});

it('hides a slot in all locales that is obfuscated in one', () => {
  const [ko, ...others] = helloWorld.BotLocales;
  const hidden = ko!.Intents.map(intent => ({
    ...intent,
    ...(intent.Slots && {
      Slots: intent.Slots.map(slot => ({
        ...slot,
        ObfuscationSetting: { ObfuscationSettingType: 'DefaultObfuscation' } as const,
      })),
    }),
  }));
  const bot = { ...helloWorld, BotLocales: [{ ...ko!, Intents: hidden }, ...others] };
  expect(askedSlotsOf(bot)).toEqual({ 'HelloWorld.Name': { type: 'AMAZON.FirstName', obfuscated: true } });
});
