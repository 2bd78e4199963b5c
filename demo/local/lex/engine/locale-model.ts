import type { BotLocale, Intent, SlotType as SlotTypeDefinition } from '@lex-chat/backend/bots/bot';
import { checkLocale } from './check-locale.ts';
import { createClassifier, type Classify } from './classify.ts';
import { createSlotHearing, type SlotHearing } from './slot-hearing.ts';
import type { IntentInSession } from './session-state.ts';
import { createAlphanumeric } from './slot-types/alphanumeric.ts';
import { BUILT_IN, SPOTTED } from './slot-types/built-in.ts';
import { createCustomSlotType } from './slot-types/custom.ts';
import type { Language, SlotType } from './slot-types/slot-type.ts';

/** A bot in one language, built: what Lex makes of a definition before it can talk. */
export interface LocaleModel extends SlotHearing {
  readonly localeId: string;
  readonly language: Language;
  /** Where FallbackIntent stands among the intents, from 0 to 1. */
  readonly threshold: number;
  readonly fallback: Intent;
  readonly classify: Classify;
  findIntent(name: string): Intent | undefined;
  /** The definition of an intent in a session; FallbackIntent's if the bot has no such intent any more. */
  intentOf(intent: IntentInSession): Intent;
  /** What an intent is still waiting for. */
  nextOf(intent: IntentInSession): NextOfIntent;
}

export type NextOfIntent =
  | { readonly kind: 'slot'; readonly slotName: string }
  | { readonly kind: 'confirmation' }
  | { readonly kind: 'fulfillment' };

/** Builds a locale. Throws, naming the place, where Lex's own build would fail or the laptop's Lex knows too little. */
export function buildLocale(locale: BotLocale): LocaleModel {
  const slotTypes = new Map<string, SlotType>([
    ...Object.entries(BUILT_IN),
    ...(locale.SlotTypes ?? []).map(type => [type.Name, createSlotType(type)] as const),
  ]);
  const fallback = checkLocale(locale, name => slotTypes.has(name));
  const intents = new Map(locale.Intents.map(intent => [intent.Name, intent]));
  const asked = new Map(locale.Intents.map(intent => [intent.Name, slotsToAsk(intent)]));
  const withValues = (locale.SlotTypes ?? []).filter(type => type.ParentSlotTypeSignature === undefined);
  const slots = createSlotHearing(slotTypes, new Set([...SPOTTED, ...withValues.map(({ Name }) => Name)]));
  const intentOf = ({ name }: IntentInSession) => intents.get(name) ?? fallback;

  return {
    ...slots,
    localeId: locale.LocaleId,
    language: locale.LocaleId.split('_')[0]!,
    threshold: locale.NluConfidenceThreshold,
    fallback,
    classify: createClassifier(locale.Intents, slots),
    findIntent: name => intents.get(name),
    intentOf,
    nextOf(intent) {
      const slotName = asked.get(intent.name)?.find(name => !intent.slots[name]);
      if (slotName !== undefined) return { kind: 'slot', slotName };
      const { IntentConfirmationSetting: confirmation } = intentOf(intent);
      const isOpen = confirmation && confirmation.IsActive !== false && intent.confirmationState === 'None';
      return { kind: isOpen ? 'confirmation' : 'fulfillment' };
    },
  };
}

function createSlotType(definition: SlotTypeDefinition): SlotType {
  if (definition.ParentSlotTypeSignature === undefined) return createCustomSlotType(definition);
  return createAlphanumeric(definition.ValueSelectionSetting?.RegexFilter?.Pattern);
}

/** By priority, without those that a visitor may leave out. */
function slotsToAsk({ Slots = [], SlotPriorities = [] }: Intent): readonly string[] {
  const required = Slots.filter(({ ValueElicitationSetting }) => ValueElicitationSetting.SlotConstraint === 'Required');
  return SlotPriorities.toSorted((a, b) => a.Priority - b.Priority)
    .map(({ SlotName }) => SlotName)
    .filter(name => required.some(({ Name }) => Name === name));
}
