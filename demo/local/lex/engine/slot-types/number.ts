import { value, type SlotType } from './slot-type.ts';

/** `AMAZON.Number`: the one number in a text, written in digits. */
export const number: SlotType = text => {
  const found = text.normalize('NFKC').match(NUMBER);
  if (found?.length !== 1) return undefined;
  return value(found[0], String(Number(found[0].replaceAll(',', ''))));
};

/** Thousands may be grouped. Few digits, so that the number is exact. */
const NUMBER = /(?<![\d.,])-?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,6})?(?![\d,]*\d)/gu;
