import { expect, it } from 'vitest';
import { pageLanguage } from './page-language.ts';

const inside = (around: string | null, lang?: string) =>
  ({ lang, closest: () => (around === null ? null : { getAttribute: () => around }) }) as unknown as Element;

it('takes the language of the page, however it is written', () => {
  expect(['ko', 'ko-KR', 'ko_KR', 'KO-kr', 'en-gb'].map(lang => pageLanguage(inside(lang), 'fr'))).toEqual([
    'ko',
    'ko-KR',
    'ko-KR',
    'ko-KR',
    'en-GB',
  ]);
});

it('takes the browser’s where the page names none, or something else', () => {
  for (const lang of [null, '', 'null', 'undefined', 'c++', '한국어'])
    expect(pageLanguage(inside(lang), 'ko-KR')).toBe('ko-KR');
  expect(pageLanguage(inside('null'), '')).toBe('en');
});

it('takes that which a framework sets as a property before any around it', () => {
  expect(pageLanguage(inside('ko', 'en'), 'fr')).toBe('en');
  expect(pageLanguage(inside('ko', ''), 'fr')).toBe('ko');
});
