import type { SlotType as SlotTypeDefinition } from '@lex-chat/backend/bots/bot';
import { normalise } from '../normalise.ts';
import { value, type SlotType } from './slot-type.ts';

/**
 * A bot's own type: values and their synonyms, found anywhere in a text, the longest first. `ORIGINAL_VALUE` also takes
 * a text that holds none of them, as it is.
 */
export function createCustomSlotType({ SlotTypeValues, ValueSelectionSetting }: SlotTypeDefinition): SlotType {
  const keepsOriginal = ValueSelectionSetting.ResolutionStrategy === 'ORIGINAL_VALUE';
  const known = SlotTypeValues.flatMap(({ SampleValue, Synonyms = [] }) =>
    [SampleValue, ...Synonyms].map(({ Value }) => ({ heard: compact(Value), resolved: SampleValue.Value })),
  ).toSorted((a, b) => b.heard.length - a.heard.length);

  return text => {
    const original = text.trim();
    const said = compact(original);
    const found = known.find(({ heard }) => heard !== '' && said.includes(heard));
    if (!found) return keepsOriginal && original !== '' ? { ...value(original), resolvedValues: [] } : undefined;
    return {
      originalValue: original,
      interpretedValue: keepsOriginal ? original : found.resolved,
      resolvedValues: [found.resolved],
    };
  };
}

/** Korean writes compounds together or apart as it likes. */
function compact(text: string): string {
  return normalise(text).replaceAll(' ', '');
}
