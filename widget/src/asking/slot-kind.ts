import type { Elicitation } from '@lex-chat/protocol';

/** The control that takes what Lex asks for. */
export type SlotKind =
  'date' | 'time' | 'number' | 'tel' | 'email' | 'given-name' | 'family-name' | 'postal-code' | 'text' | 'confirmation';

const KINDS: Readonly<Record<string, SlotKind>> = {
  'AMAZON.Date': 'date',
  'AMAZON.Time': 'time',
  'AMAZON.Number': 'number',
  'AMAZON.Percentage': 'number',
  'AMAZON.PhoneNumber': 'tel',
  'AMAZON.EmailAddress': 'email',
  'AMAZON.FirstName': 'given-name',
  'AMAZON.LastName': 'family-name',
  'AMAZON.UKPostalCode': 'postal-code',
  'AMAZON.Confirmation': 'confirmation',
};

/** Null where a text field is as good as anything. */
export function slotKindOf({ slot, slotType = '', obfuscated }: Elicitation): SlotKind | null {
  if (slot === null) return 'confirmation';
  const kind = Object.hasOwn(KINDS, slotType) ? KINDS[slotType]! : null;
  return kind ?? (obfuscated ? 'text' : null);
}
