import { expect, it } from 'vitest';
import { firstName } from './first-name.ts';

const localTime = () => new Date(0);
const hear = (text: string, language: string) => firstName(text, { language, localTime })?.interpretedValue;

it.each([
  ['민수', '민수'],
  ['민수!', '민수'],
  ['“민수”', '민수'],
  ['민수 😀', '민수'],
  ['저는 민수예요', '민수'],
  ['민수라고 해요', '민수'],
  ['제 이름은 김민수입니다', '김민수'],
  ['김 민수', '김민수'],
  ['남궁민수입니다.', '남궁민수'],
  ['지은이에요', '지은'],
  ['지은이라고 불러 주세요', '지은'],
  ['민수로 불러주세요', '민수'],
  ['민수님이라고 불러주세요', '민수'],
  ['저 김보라라고 합니다', '김보라'],
  ['난 민수라고 해', '민수'],
  ['유나요', '유나'],
  ['민수야', '민수'],
  ['미야', '미야'],
  ['서연이', '서연이'],
  ['안녕하세요 저는 보라예요', '보라'],
  ['저는 Anna입니다', 'Anna'],
  ["I'm Anna", 'Anna'],
  ['田中', '田中'],
])('finds the name in “%s”', (text, name) => {
  expect(hear(text, 'ko')).toBe(name);
});

it.each([
  ['Anna', 'Anna'],
  ["I'm Anna", 'Anna'],
  ['I’m anna', 'Anna'],
  ['my name is Anna', 'Anna'],
  ["My name's Anna Smith", 'Anna'],
  ['you can call me Anna', 'Anna'],
  ["hi, I'm Anna", 'Anna'],
  ['Anna here', 'Anna'],
  ['Anna, please', 'Anna'],
  ['Jean-Luc', 'Jean-Luc'],
  ["O'Neil", "O'Neil"],
  ['McKay', 'McKay'],
  ['José', 'José'],
  ['민수예요', '민수'],
])('finds the name in “%s” where English is spoken', (text, name) => {
  expect(hear(text, 'en')).toBe(name);
});

it.each([
  '',
  '123',
  '👍',
  '네',
  '안녕',
  '몰라요',
  '싫어요',
  '비밀이에요',
  '왜요?',
  '환불',
  '환불하고 싶어요',
  '배송은 얼마나 걸려요',
  '이름은 말하고 싶지 않아요',
  '저는 학생이에요',
  'ㅋㅋㅋ',
])('finds no name in “%s”', text => {
  expect(hear(text, 'ko')).toBeUndefined();
});

it.each([
  'yes',
  'hello',
  "I'm fine",
  'refund',
  'I want a refund',
  "I'm looking for shoes",
  'what are your opening hours',
  'none of your business',
  'who are you?',
])('finds no name in “%s” where English is spoken', text => {
  expect(hear(text, 'en')).toBeUndefined();
});

it('keeps what was said beside what it means', () => {
  expect(firstName('저는 민수예요!', { language: 'ko', localTime })).toEqual({
    originalValue: '저는 민수예요',
    interpretedValue: '민수',
    resolvedValues: ['민수'],
  });
});
