import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAlphanumeric } from './alphanumeric.ts';
import { BUILT_IN } from './built-in.ts';
import { createCustomSlotType } from './custom.ts';
import { duration } from './duration.ts';
import { emailAddress } from './email-address.ts';
import { heardBy, SATURDAY } from './hear-in.fake.ts';
import { phoneNumber } from './phone-number.ts';
import { place } from './place.ts';

it.each([
  ['2시간 30분', 'PT2H30M'],
  ['두 시간 반', 'PT2H30M'],
  ['30분이요', 'PT30M'],
  ['사흘', 'P3D'],
  ['일주일', 'P1W'],
  ['한 달', 'P1M'],
  ['1년 6개월', 'P1Y6M'],
  ['three days', 'P3D'],
  ['an hour and a half', 'PT1H30M'],
  ['half an hour', 'PT30M'],
  ['90 minutes', 'PT90M'],
  ['2 hours and 5 mins', 'PT2H5M'],
  ['언젠가', undefined],
  ['3개', undefined],
])('hears how long “%s” is', (text, length) => {
  expect(heardBy(duration)(text)).toBe(length);
});

it.each([
  ['010-1234-5678', '01012345678'],
  ['제 번호는 010 1234 5678이에요', '01012345678'],
  ['+82 10-1234-5678', '+821012345678'],
  ['(206) 555-0100', '2065550100'],
  ['123', undefined],
  ['3만원', undefined],
  ['010-1234-5678 아니면 010-8765-4321', undefined],
])('hears the phone number in “%s”', (text, digits) => {
  expect(heardBy(phoneNumber)(text)).toBe(digits);
});

it.each([
  ['minsu@example.com', 'minsu@example.com'],
  ['my mail is Min.Su+shop@Example.CO.KR, thanks', 'Min.Su+shop@example.co.kr'],
  ['minsu@example.com이에요', 'minsu@example.com'],
  ['minsu@localhost', undefined],
  ['@', undefined],
  ['a@example.com b@example.com', undefined],
])('hears the address in “%s”', (text, address) => {
  expect(heardBy(emailAddress)(text)).toBe(address);
});

it.each([
  ['서울', '서울'],
  ['서울이요', '서울'],
  ['부산에서', '부산'],
  ['대구', '대구'],
  ['New York', 'New York'],
  ["I'm from San Francisco", 'San Francisco'],
  ['in London, please', 'London'],
  ['어디?', undefined],
  ['123', undefined],
  ['I would rather not say where I live', undefined],
])('hears the place in “%s”', (text, name) => {
  expect(heardBy(place)(text)).toBe(name);
});

it('hears codes of letters and digits, and those of a pattern alone', () => {
  expect(heardBy(createAlphanumeric())('my order is AB-1234')).toBe('AB-1234');
  expect(heardBy(createAlphanumeric())('주문번호는 AB1234예요')).toBe('AB1234');
  expect(heardBy(createAlphanumeric('[A-Z]{2}\\d{4}'))('AB1234')).toBe('AB1234');
  expect(heardBy(createAlphanumeric('[A-Z]{2}\\d{4}'))('AB12345')).toBeUndefined();
  expect(() => createAlphanumeric('(')).toThrow('Invalid regular expression');
});

describe('own types', () => {
  const values = [
    { SampleValue: { Value: '국민은행' }, Synonyms: [{ Value: 'KB' }, { Value: '국민' }] },
    { SampleValue: { Value: '카카오뱅크' }, Synonyms: [{ Value: '카뱅' }] },
  ];
  const type = (ResolutionStrategy: 'ORIGINAL_VALUE' | 'TOP_RESOLUTION') =>
    createCustomSlotType({ Name: 'Bank', ValueSelectionSetting: { ResolutionStrategy }, SlotTypeValues: values });

  it('resolves synonyms to their value, and takes nothing else', () => {
    expect(type('TOP_RESOLUTION')('국민 은행에서 보내줘', SATURDAY)).toEqual({
      originalValue: '국민 은행',
      interpretedValue: '국민은행',
      resolvedValues: ['국민은행'],
    });
    expect(type('TOP_RESOLUTION')('kb로', SATURDAY)).toMatchObject({
      originalValue: 'kb',
      interpretedValue: '국민은행',
    });
    expect(type('TOP_RESOLUTION')('신한은행', SATURDAY)).toBeUndefined();
    expect(type('TOP_RESOLUTION')('akbar', SATURDAY)).toBeUndefined();
  });

  it('keeps what was said where the bot wants the original', () => {
    expect(type('ORIGINAL_VALUE')('카뱅이요', SATURDAY)).toEqual({
      originalValue: '카뱅',
      interpretedValue: '카뱅',
      resolvedValues: ['카카오뱅크'],
    });
    expect(type('ORIGINAL_VALUE')('신한은행', SATURDAY)).toMatchObject({
      interpretedValue: '신한은행',
      resolvedValues: [],
    });
  });
});

it('never throws and never gives an empty value, whatever is said', () => {
  const types = Object.values(BUILT_IN);
  const pieces = [
    '오후',
    '세',
    '시',
    '반',
    '3',
    '월',
    '5',
    '일',
    '다음',
    '주',
    ' ',
    '@',
    '.',
    '-',
    '만',
    'the',
    'next',
    'half',
  ];
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map(all => all.join('')),
  );
  fc.assert(
    fc.property(texts, text => {
      for (const type of types) {
        const heard = type(text, SATURDAY);
        if (heard) expect(heard.interpretedValue).not.toBe('');
      }
    }),
    { numRuns: 500 },
  );
});

it('takes its time on no text', () => {
  const texts = ['a', '1', '만', '가 ', '1-', 'a@', '3 시 ', 'one ', '이', '(1', 'a.', "a'"].map(one =>
    one.repeat(1_024).slice(0, 1_024),
  );
  for (const text of texts) {
    for (const type of Object.values(BUILT_IN)) {
      // The processor's, in microseconds: on a busy machine it may be at something else meanwhile.
      const before = process.cpuUsage();
      type(text, SATURDAY);
      expect(process.cpuUsage(before).user).toBeLessThan(100_000);
    }
  }
});
