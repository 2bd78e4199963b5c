import type { BotLocale, Intent, PromptSpecification, Slot } from '@lex-chat/backend/bots/bot';
import { createClassifier, type Classify } from './classify.ts';
import type { SlotValue } from './session-state.ts';
import { BUILT_IN } from './slot-types/built-in.ts';
import { createCustomSlotType } from './slot-types/custom.ts';

/** A bot in one language, built: what Lex makes of a definition before it can talk. */
export interface LocaleModel {
  /** Where FallbackIntent stands among the intents, from 0 to 1. */
  readonly threshold: number;
  readonly fallback: Intent;
  readonly classify: Classify;
  findIntent(name: string): Intent | undefined;
  /** The value of a slot in a text; undefined when there is none. */
  hearSlot(intent: Intent, slotName: string, text: string): SlotValue | undefined;
  /** The intent's slots in the order they are asked for. */
  slotsByPriority(intent: Intent): readonly AskedSlot[];
}

/** A slot that Lex asks for. */
export interface AskedSlot {
  readonly slot: Slot;
  readonly prompt: PromptSpecification;
}

/** Builds a locale. Throws, naming the place, where Lex's own build would fail. */
export function buildLocale(locale: BotLocale): LocaleModel {
  const [language = ''] = locale.LocaleId.split('_');
  const fallback = locale.Intents.find(isFallback);
  if (!fallback) throw new Error(`${locale.LocaleId} has no intent whose parent is ${FALLBACK}`);
  const intents = new Map(locale.Intents.map(intent => [intent.Name, intent]));
  if (intents.size < locale.Intents.length) throw new Error(`${locale.LocaleId} has two intents of one name`);

  const slotTypes = {
    ...BUILT_IN,
    ...Object.fromEntries((locale.SlotTypes ?? []).map(type => [type.Name, createCustomSlotType(type)])),
  };
  for (const intent of locale.Intents) {
    for (const { Name, SlotTypeName } of intent.Slots ?? []) {
      if (!Object.hasOwn(slotTypes, SlotTypeName))
        throw new Error(
          `${locale.LocaleId}, ${intent.Name}.${Name}: the laptop’s Lex knows no slot type ${SlotTypeName}`,
        );
    }
    askedSlots(intent);
  }

  const hearSlot: LocaleModel['hearSlot'] = (intent, slotName, text) => {
    const slot = intent.Slots?.find(({ Name }) => Name === slotName);
    return slot && slotTypes[slot.SlotTypeName]?.(text, language);
  };

  return {
    threshold: locale.NluConfidenceThreshold,
    fallback,
    classify: createClassifier(locale.Intents, (intent, slot, text) => hearSlot(intent, slot, text) !== undefined),
    findIntent: name => intents.get(name),
    hearSlot,
    slotsByPriority: askedSlots,
  };
}

const FALLBACK = 'AMAZON.FallbackIntent';

function isFallback(intent: Intent): boolean {
  return intent.ParentIntentSignature === FALLBACK;
}

function askedSlots(intent: Intent): readonly AskedSlot[] {
  const priorities = (intent.SlotPriorities ?? []).toSorted((a, b) => a.Priority - b.Priority);
  return priorities.flatMap(({ SlotName }) => {
    const slot = intent.Slots?.find(({ Name }) => Name === SlotName);
    if (!slot) throw new Error(`${intent.Name} gives a priority to ${SlotName}, which is none of its slots`);
    const { SlotConstraint, PromptSpecification: prompt } = slot.ValueElicitationSetting;
    if (SlotConstraint === 'Optional') return [];
    if (!prompt) throw new Error(`${intent.Name}.${SlotName} is required and has no prompt`);
    return [{ slot, prompt }];
  });
}
