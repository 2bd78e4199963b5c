import type { BotLocale, Intent } from '@lex-chat/backend/bots/bot';
import { findUnsupported } from './find-unsupported.ts';

const FALLBACK = 'AMAZON.FallbackIntent';

/**
 * Finds the intent that takes what no other does. Throws, naming the place, where Lex could not build the locale, or
 * where it uses what the laptop's Lex does not have: better at the start than in the middle of a conversation.
 */
export function checkLocale(locale: BotLocale, knowsSlotType: (name: string) => boolean): Intent {
  const fallback = locale.Intents.find(({ ParentIntentSignature: parent }) => parent === FALLBACK);
  if (!fallback) throw new Error(`${locale.LocaleId} has no intent whose parent is ${FALLBACK}`);
  const names = new Set(locale.Intents.map(({ Name }) => Name));
  if (names.size < locale.Intents.length) throw new Error(`${locale.LocaleId} has two intents of one name`);

  for (const { Name, ParentSlotTypeSignature: parent } of locale.SlotTypes ?? []) {
    if (parent !== undefined && parent !== 'AMAZON.AlphaNumeric')
      throw new Error(`${locale.LocaleId}, ${Name}: the laptop’s Lex cannot extend ${parent}`);
  }
  for (const intent of locale.Intents) checkIntent(intent, `${locale.LocaleId}, ${intent.Name}`);

  const unsupported = findUnsupported(locale);
  if (unsupported) throw new Error(`${locale.LocaleId}: the laptop’s Lex does not have ${unsupported}`);
  return fallback;

  function checkIntent(
    { ParentIntentSignature: parent, Slots = [], SlotPriorities = [] }: Intent,
    place: string,
  ): void {
    if (parent !== undefined && parent !== FALLBACK)
      throw new Error(`${place}: the laptop’s Lex does not have ${parent}`);
    for (const { Name, SlotTypeName } of Slots) {
      if (!knowsSlotType(SlotTypeName))
        throw new Error(`${place}.${Name}: the laptop’s Lex knows no slot type ${SlotTypeName}`);
    }
    for (const { SlotName } of SlotPriorities) {
      const setting = Slots.find(({ Name }) => Name === SlotName)?.ValueElicitationSetting;
      if (!setting) throw new Error(`${place} gives a priority to ${SlotName}, which is none of its slots`);
      if (setting.SlotConstraint === 'Required' && !setting.PromptSpecification)
        throw new Error(`${place}.${SlotName} is required and has no prompt`);
    }
  }
}
