import { confirmation } from './confirmation.ts';
import { firstName } from './first-name.ts';
import { number } from './number.ts';
import type { SlotType } from './slot-type.ts';

/** The types that Lex brings along, as far as the laptop knows them. */
export const BUILT_IN: Readonly<Record<string, SlotType>> = {
  'AMAZON.Confirmation': confirmation,
  'AMAZON.FirstName': firstName,
  'AMAZON.Number': number,
};
