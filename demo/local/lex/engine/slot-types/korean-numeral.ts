/**
 * The number that a Korean numeral stands for: 3만5천, 삼만, 12,000, 백이십, 스물셋. Without blanks and units. Undefined
 * when it is none.
 */
export function readKoreanNumeral(numeral: string): number | undefined {
  return readNative(numeral) ?? readSino(numeral);
}

const PART = '(?:\\d[\\d,]*(?:\\.\\d+)?|[영공일이삼사오육륙칠팔구]+)';
const SCALE = '[십백천만억조]';

/** Sino-Korean numerals, which may have blanks behind their scales: 3만 5천. For expressions. */
export const SINO = `(?:(?:${PART})?${SCALE}\\s?)*(?:(?:${PART})?${SCALE}|${PART})`;
export const NATIVE =
  '(?:열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔)?(?:하나|한|두|둘|세|셋|네|넷|다섯|여섯|일곱|여덟|아홉)|열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔';

const TENS = ['', '열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔'];
const ONES = ['', '하나', '둘', '셋', '넷', '다섯', '여섯', '일곱', '여덟', '아홉'];
/** Before a counter: 한 개, 스무 개. */
const SHORT: Readonly<Record<string, string>> = { 한: '하나', 두: '둘', 세: '셋', 네: '넷', 스무: '스물' };

function readNative(numeral: string): number | undefined {
  const match = /^(열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔)?(\p{Script=Hangul}{0,2})$/u.exec(numeral);
  if (!match) return undefined;
  const [, tens = '', ones = ''] = match;
  const ten = TENS.indexOf(SHORT[tens] ?? tens);
  const one = ONES.indexOf(SHORT[ones] ?? ones);
  if (ten < 0 || one < 0 || ten + one === 0) return undefined;
  return ten * 10 + one;
}

const DIGITS = '영일이삼사오육칠팔구';
const SMALL: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1_000 };
const LARGE: Readonly<Record<string, number>> = { 만: 1e4, 억: 1e8, 조: 1e12 };

/** Four places at a time: each large scale closes what was said before it, which the small scales made up. */
function readSino(numeral: string): number | undefined {
  let sum = 0;
  let group = 0;
  let digits: number | undefined;
  let lastLarge = Infinity;
  let lastSmall = Infinity;
  const tokens = numeral.match(TOKEN) ?? [];
  if (tokens.length === 0 || tokens.join('') !== numeral) return undefined;
  for (const token of tokens) {
    const small = SMALL[token];
    const large = LARGE[token];
    if (small !== undefined) {
      if (small >= lastSmall) return undefined;
      group += (digits ?? 1) * small;
      [digits, lastSmall] = [undefined, small];
    } else if (large !== undefined) {
      if (large >= lastLarge) return undefined;
      const whole = group + (digits ?? 0);
      sum += (whole === 0 ? 1 : whole) * large;
      [group, digits, lastLarge, lastSmall] = [0, undefined, large, Infinity];
    } else if (/^\d/u.test(token)) {
      if (digits !== undefined) return undefined;
      digits = Number(token.replaceAll(',', ''));
    } else {
      // Digit by digit, as phone numbers are said: 일이삼.
      digits = (digits ?? 0) * 10 + DIGITS.indexOf(token.replace('공', '영').replace('륙', '육'));
    }
  }
  const total = sum + group + (digits ?? 0);
  return Number.isFinite(total) ? Math.round(total * 1e6) / 1e6 : undefined;
}

const TOKEN = /\d[\d,]*(?:\.\d+)?|[영공일이삼사오육륙칠팔구십백천만억조]/gu;
