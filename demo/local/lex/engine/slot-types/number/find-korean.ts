import { NATIVE, readKoreanNumeral, SINO } from '../korean-numeral.ts';
import type { FoundNumber } from './found-number.ts';

/**
 * The numbers in Korean words, with or without digits: 3만5천원, 삼만 원, 두 개. Syllables such as 이, 일 and 만 mean other
 * things far more often, so that a single one counts only with a unit behind it.
 */
export function findKoreanNumbers(text: string): readonly FoundNumber[] {
  const found = [...text.matchAll(SINO_NUMBER), ...text.matchAll(NATIVE_NUMBER)].flatMap(match => {
    const [whole, numeral = '', unit = ''] = match;
    const compact = numeral.replace(/\s/gu, '');
    const value = readKoreanNumeral(compact);
    if (value === undefined || !isMeant(compact, unit, whole)) return [];
    return [{ text: whole.trim(), start: match.index, value, isDate: DATE_UNIT.test(unit.trim()) }];
  });
  return found;
}

const UNIT =
  '원|달러|엔|위안|유로|개월|개|명|분|인분|인|번|회|살|세|층|호|장|권|병|잔|마리|그릇|대|박|가지|시간|월|일|시|년|주|초|퍼센트|프로|%';
const PARTICLE =
  '을|를|이|가|은|는|만|도|씩|쯤|정도|으로|로|에|의|만큼|짜리|어치|까지|부터|이나|이요|요|이에요|예요|입니다|이야|만요|인데요|하고|과|와';
const END = `(?=(?:${PARTICLE})?(?:[^\\p{L}\\p{N}]|$))`;

/** 3만 5천 원: blanks stand behind scales. */
const SINO_NUMBER = new RegExp(`(?:(?<![\\p{L}\\p{N}.,])|(?<=\\p{L})(?=\\d))(${SINO})(\\s?(?:${UNIT}))?${END}`, 'gu');
const NATIVE_NUMBER = new RegExp(`(?<![\\p{L}\\p{N}])(${NATIVE})(\\s?(?:개월|${UNIT}))?${END}`, 'gu');

const DATE_UNIT = /^(?:월|일|시|년|분|초)$/u;

function isMeant(numeral: string, unit: string, whole: string): boolean {
  if (/^\d[\d,.]*$/u.test(numeral)) return unit !== '';
  if (/\d/u.test(numeral)) return true;
  if (whole.trim() === '이번' || whole.trim() === '이분' || whole.trim() === '이달') return false;
  if (unit !== '') return true;
  // 삼만 and 이천 are numbers by themselves; 만 and 이 are not, nor is 한.
  return numeral.length > 1 && (/[십백천만억]/u.test(numeral) || LONG_NATIVE.has(numeral));
}

const LONG_NATIVE = new Set([
  '하나',
  '다섯',
  '여섯',
  '일곱',
  '여덟',
  '아홉',
  '스물',
  '서른',
  '마흔',
  '예순',
  '일흔',
  '여든',
  '아흔',
]);
