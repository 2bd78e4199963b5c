import { expect, it } from 'vitest';
import { stem } from './stem.ts';

it.each([
  ['잔액을', '잔액'],
  ['계좌에서', '계좌'],
  ['송금할게요', '송금'],
  ['송금해주세요', '송금'],
  ['조회하고싶어요', '조회'],
  ['안녕하세요', '안녕'],
  ['반가워', '반가워'],
  ['하자', '하자'],
  ['가는', '가는'],
  ['hello', 'hello'],
])('takes “%s” to “%s”', (word, bare) => {
  expect(stem(word)).toBe(bare);
});
