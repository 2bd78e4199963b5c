import { NATIVE, readKoreanNumeral } from './korean-numeral.ts';

/** A text with the Korean numerals before units of time in digits: 세 시 반 → 3 시 반, 삼월 오일 → 3월 5일. */
export function writtenInDigits(text: string): string {
  return text
    .replace(/유월/gu, '6월')
    .replace(/(?<!\p{L})시월/gu, '10월')
    .replace(/(?<!\p{L})하루/gu, '1일')
    .replace(/(?<!\p{L})이틀/gu, '2일')
    .replace(/(?<!\p{L})사흘/gu, '3일')
    .replace(/(?<!\p{L})나흘/gu, '4일')
    .replace(/(?<!\p{L})열흘/gu, '10일')
    .replace(NUMERAL, (whole, numeral: string, unit: string) => {
      if (numeral === '이' && (unit === '달' || unit === '해')) return whole;
      const read = readKoreanNumeral(numeral.replace(/\s/gu, ''));
      return read === undefined ? whole : whole.replace(numeral, String(read));
    });
}

/** Sino-Korean numerals as far as days and years need them. */
const NUMERAL = new RegExp(
  `(?<![\\p{L}\\d])((?:[일이삼사오육칠팔구십백천영]+)|(?:${NATIVE}))\\s?(년|개월|월|일|시간|시|분|초|주|달|해)`,
  'gu',
);
