import { value, type SlotType } from './slot-type.ts';

/** `AMAZON.PhoneNumber`: the digits of the one phone number in a text, with a leading plus if it has one. */
export const phoneNumber: SlotType = text => {
  const found = text.normalize('NFKC').match(PHONE)?.filter(isLongEnough) ?? [];
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return undefined;
  const plus = only.startsWith('+') ? '+' : '';
  return value(only.trim(), plus + digitsOf(only));
};

/** Groups of digits that stand together, however they are parted. */
const PHONE = /(?<![\p{L}\p{N}])\+?\(?\d{1,4}\)?(?:[ .-]?\(?\d{2,5}\)?){1,5}(?!\d)/gu;

function isLongEnough(written: string): boolean {
  const { length } = digitsOf(written);
  return length >= 7 && length <= 15;
}

function digitsOf(text: string): string {
  return text.replace(/\D/gu, '');
}
