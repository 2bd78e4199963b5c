import type { Bot } from './bot.ts';

/** What a visitor's side has to know of slots to ask for them well, by `Intent.Slot`. The runtime of Lex names a slot and tells no more of it. */
export type AskedSlots = Readonly<Record<string, AskedSlot>>;

export interface AskedSlot {
  /** As Lex names it, such as `AMAZON.Date`; left out for a type of the bot's own. */
  readonly type?: string;
  readonly obfuscated?: true;
}

const BUILT_IN = /^AMAZON\./;

/** The slots of a bot of which there is something to tell: of a built-in type, or obfuscated in any of its locales. */
export function askedSlotsOf({ BotLocales }: Bot): AskedSlots {
  const slots: Record<string, AskedSlot> = {};
  for (const intent of BotLocales.flatMap(({ Intents }) => Intents)) {
    for (const { Name, SlotTypeName, ObfuscationSetting } of intent.Slots ?? []) {
      const name = `${intent.Name}.${Name}`;
      const isHidden = ObfuscationSetting?.ObfuscationSettingType === 'DefaultObfuscation';
      const asked = {
        ...slots[name],
        ...(BUILT_IN.test(SlotTypeName) && { type: SlotTypeName }),
        ...(isHidden && { obfuscated: true as const }),
      };
      if (Object.keys(asked).length > 0) slots[name] = asked;
    }
  }
  return slots;
}
