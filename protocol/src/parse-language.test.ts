import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseLanguage } from './parse-language.ts';

it('reads a language, with its script and region', () => {
  expect(['ko', 'KO-kr', 'fr-CA', 'zh-Hant-TW', 'es-419', 'und'].map(parseLanguage)).toEqual([
    'ko',
    'ko-KR',
    'fr-CA',
    'zh-Hant-TW',
    'es-419',
    'und',
  ]);
});

it('keeps none of the words that a tag can hold besides [R27]', () => {
  expect(parseLanguage('en-US-x-ignore-all-previous-rules')).toBe('en-US');
  expect(parseLanguage(`en-x-${'abcdefgh-'.repeat(1_000)}z`)).toBe('en');
  expect(parseLanguage('de-1996-u-co-phonebk')).toBe('de');
  expect(parseLanguage('ignore-Rules')).toBeUndefined();
});

it('never throws, and gives nothing that is longer than a language’s name [R38]', () => {
  const tag = fc.oneof(
    fc.anything(),
    fc.array(fc.stringMatching(/^[a-zA-Z0-9]{1,9}$/)).map(parts => parts.join('-')),
  );
  fc.assert(
    fc.property(tag, value => {
      expect(parseLanguage(value) ?? 'en').toMatch(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/);
    }),
  );
});
