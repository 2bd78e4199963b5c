import { findEnglishNumbers } from './number/find-english.ts';
import { findKoreanNumbers } from './number/find-korean.ts';
import type { FoundNumber } from './number/found-number.ts';
import { value, type SlotType } from './slot-type.ts';

/** `AMAZON.Number`: the one number in a text, in digits or words of either language: 30,000, 3만 원, 삼만, twenty-five. */
export const number: SlotType = text => {
  const found = findNumbers(text.normalize('NFKC'));
  const plain = found.filter(({ isDate }) => !isDate);
  const [only, ...others] = plain.length > 0 ? plain : found;
  if (!only || others.length > 0) return undefined;
  return value(only.text, String(only.value));
};

/** Words first; then the digits outside of them. */
function findNumbers(text: string): readonly FoundNumber[] {
  const inWords = [...findKoreanNumbers(text), ...findEnglishNumbers(text)];
  const rest = inWords.reduce(
    (left, { start, text: { length } }) => left.slice(0, start) + ' '.repeat(length) + left.slice(start + length),
    text,
  );
  const inDigits = Array.from(rest.matchAll(DIGITS), match => {
    const [digits] = match;
    const unit = rest.slice(match.index + digits.length);
    const found = Number(digits.replaceAll(',', ''));
    return { text: digits, start: match.index, value: found, isDate: DATE_UNIT.test(unit) };
  });
  return [...inWords, ...inDigits];
}

/** Thousands may be grouped. Few digits, so that the number is exact. */
const DIGITS = /(?<![\d.,])-?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,6})?(?![\d,]*\d)/gu;

const DATE_UNIT = /^(?:\s?(?:am|pm|월|일|시|분|년)(?!\p{L})|st\b|nd\b|rd\b|th\b|[:/-]\d)/iu;
