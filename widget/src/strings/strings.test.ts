import { expect, it } from 'vitest';
import { parts } from '../parts.ts';
import { chooseDoorStrings } from './door-strings.ts';

it.each([
  ['ko', 'ko'],
  ['ko-KR', 'ko'],
  ['KO', 'ko'],
  ['en-GB', 'en'],
  // Konkani begins with the same letters.
  ['kok', 'en'],
  ['', 'en'],
])('speaks to %s in %s', (language, spoken) => {
  expect(chooseDoorStrings(language).language).toBe(spoken);
});

it.each(['ko', 'en'] as const)('has the words of %s in the part of that name', async language => {
  expect((await parts[language]()).strings.language).toBe(language);
});
