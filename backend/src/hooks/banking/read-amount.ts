import type { LexV2SlotValue } from 'aws-lambda';

/**
 * The won that a visitor wrote: `50,000`, `5만원`, `3만 5천`, `오십만 원`, `1억 2,000만`. Lex promises no Korean units of a
 * number, so the visitor's words come before its reading. NaN when there is no sum in them.
 */
export function readAmount({ originalValue, interpretedValue }: LexV2SlotValue): number {
  const said = originalValue
    .normalize('NFKC')
    .replace(/[,\s]|원.*$/gu, '')
    .replace(/[일이삼사오육칠팔구]/gu, digit => String('영일이삼사오육칠팔구'.indexOf(digit)));
  if (KOREAN.test(said)) return readKorean(said);
  return interpretedValue === undefined || interpretedValue === '' ? Number.NaN : Number(interpretedValue);
}

/** Numbers and units, with at least one unit. */
const KOREAN = /^(?=.*[십백천만억])(?:\d+(?:\.\d+)?|[십백천만억])+$/u;
const STEP = /(\d+(?:\.\d+)?)?([십백천만억])?/gu;

/** Units below 만 add up to what 만 and 억 multiply: `3천5백만`. */
const SMALL: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1_000 };
const LARGE: Readonly<Record<string, number>> = { 만: 10_000, 억: 100_000_000 };

function readKorean(said: string): number {
  let whole = 0;
  let part = 0;
  for (const [step, digits, unit = ''] of said.matchAll(STEP)) {
    if (step === '') continue;
    const large = LARGE[unit];
    if (large === undefined) {
      part += Number(digits ?? 1) * (SMALL[unit] ?? 1);
    } else {
      part += Number(digits ?? 0);
      whole += (part === 0 ? 1 : part) * large;
      part = 0;
    }
  }
  return Math.round(whole + part);
}
