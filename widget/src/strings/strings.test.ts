import { expect, it } from 'vitest';
import { chooseDoorStrings } from './door-strings.ts';
import { chooseStrings } from './choose-strings.ts';

it.each([
  ['ko', 'ko'],
  ['ko-KR', 'ko'],
  ['KO', 'ko'],
  ['en-GB', 'en'],
  // Konkani begins with the same letters.
  ['kok', 'en'],
  ['', 'en'],
])('speaks to %s in %s', (language, spoken) => {
  expect(chooseStrings(language).language).toBe(spoken);
  expect(chooseDoorStrings(language).language).toBe(spoken);
});
