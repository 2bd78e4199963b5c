import fc from 'fast-check';
import { expect, it } from 'vitest';
import { heardBy, SATURDAY } from './hear-in.fake.ts';
import { number } from './number.ts';

const hear = heardBy(number);

it.each([
  ['30000', '30000'],
  ['30,000원', '30000'],
  ['만 원', '10000'],
  ['만원만', '10000'],
  ['3만5천원', '35000'],
  ['3만 5천 원이요', '35000'],
  ['삼만 원', '30000'],
  ['삼만', '30000'],
  ['삼만오천원을 보내 주세요', '35000'],
  ['1.5만원', '15000'],
  ['백만원', '1000000'],
  ['2억 3천만 원', '230000000'],
  ['이십오', '25'],
  ['스물다섯 명', '25'],
  ['두 개', '2'],
  ['하나요', '1'],
  ['5일', '5'],
  ['3월 5일에 3만원', '30000'],
  ['국민은행에 3만원', '30000'],
  ['5 bags', '5'],
  ['twenty-five', '25'],
  ['three hundred and two dollars', '302'],
  ['a hundred', '100'],
  ['30k', '30000'],
  ['2.5 million', '2500000'],
  ['one thousand two hundred', '1200'],
  ['-5', '-5'],
  ['$30', '30'],
  ['3.25', '3.25'],
])('reads “%s” as %s', (text, read) => {
  expect(hear(text)).toBe(read);
});

it.each([
  '',
  '이번 달',
  '이체해 주세요',
  '일요일',
  '오늘',
  '하나은행',
  '한국',
  '만나서 반가워요',
  '천만에요',
  '3만원이나 5만원',
  'two or three',
  'someone',
  'often',
  '일이삼사오육칠팔구십백천',
])('finds no number in “%s”', text => {
  expect(hear(text)).toBeUndefined();
});

it('says which part is the number', () => {
  expect(number('카카오뱅크로 3만 5천 원 보내줘', SATURDAY)).toEqual({
    originalValue: '3만 5천 원',
    interpretedValue: '35000',
    resolvedValues: ['35000'],
  });
});

it('reads every number as it is written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), n => {
      expect(hear(String(n))).toBe(String(n));
      expect(hear(`${n.toLocaleString('en')}원`)).toBe(String(n));
    }),
  );
});

it('never throws, whatever is said', () => {
  const pieces = fc.array(fc.constantFrom(...Array.from('0123456789.,-만천백십억조일이삼원개 andk')), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        pieces.map(all => all.join('')),
      ),
      text => {
        hear(text);
      },
    ),
    { numRuns: 500 },
  );
});
