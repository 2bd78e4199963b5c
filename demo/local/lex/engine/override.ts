import type { DialogState, SlotOverride } from '@lex-chat/backend/bots/bot';
import { withIntent, type IntentDialogue } from './dialogue.ts';
import type { Attributes, SlotInSession } from './session-state.ts';

/** The dialogue with the slots and session attributes that a next step sets. A slot that it leaves empty becomes empty. */
export function override(dialogue: IntentDialogue, next: DialogState): IntentDialogue {
  const slots = next.Intent?.Slots ?? [];
  const changed = withIntent(dialogue, {
    slots: { ...dialogue.intent.slots, ...Object.fromEntries(slots.map(slot => [slot.SlotName, slotOf(slot)])) },
  });
  return { ...changed, sessionAttributes: { ...dialogue.sessionAttributes, ...attributesOf(next) } };
}

function slotOf({ SlotValueOverride: { Value } }: SlotOverride): SlotInSession | null {
  if (!Value) return null;
  const interpretedValue = Value.InterpretedValue;
  return {
    shape: 'Scalar',
    value: { originalValue: interpretedValue, interpretedValue, resolvedValues: [interpretedValue] },
  };
}

function attributesOf({ SessionAttributes = [] }: DialogState): Attributes {
  return Object.fromEntries(SessionAttributes.map(({ Key, Value }) => [Key, Value ?? '']));
}
