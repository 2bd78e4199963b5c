import { expect, it } from 'vitest';
import { chooseLocale } from './locale.ts';

it('finds the bot’s locale for a page’s language', () => {
  const locales = ['ko_KR', 'en_US', 'en_GB'];
  expect(['ko', 'ko-KR', 'KO-kr', 'en', 'en-GB', 'en-AU'].map(language => chooseLocale(language, locales))).toEqual([
    'ko_KR',
    'ko_KR',
    'ko_KR',
    'en_US',
    'en_GB',
    'en_US',
  ]);
});

it('takes the bot’s first locale where no language is known', () => {
  expect(chooseLocale(undefined, ['ko_KR', 'en_US'])).toBe('ko_KR');
});

it('keeps a language that the bot lacks, for the model', () => {
  expect(chooseLocale('fr-CA', ['ko_KR'])).toBe('fr-CA');
});
