import { hearConfirmation } from '../hear-confirmation.ts';
import { value, type SlotType } from './slot-type.ts';

/** `AMAZON.Confirmation`: Lex gives English words in every language. */
export const confirmation: SlotType = text => {
  const heard = hearConfirmation(text);
  return heard && value(text.trim(), heard === 'yes' ? 'Yes' : 'No');
};
