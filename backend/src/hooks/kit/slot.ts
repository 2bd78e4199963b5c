import type { LexV2Event, LexV2SlotValue } from 'aws-lambda';

/** What a slot holds: the value it resolved to, else the visitor's words; undefined when it is empty. */
export function slotText(event: LexV2Event, name: string): string | undefined {
  const value = slotValue(event, name);
  return value?.interpretedValue ?? value?.originalValue;
}

/** A slot with all that Lex heard in it. */
export function slotValue({ sessionState }: LexV2Event, name: string): LexV2SlotValue | undefined {
  return sessionState.intent.slots[name]?.value;
}
