import { expect, it } from 'vitest';
import { jamoOf } from './jamo.ts';
import { createNearWords } from './near-words.ts';

const near = createNearWords(['transfer', 'hello', 'hi', ...['안녕', '얼마', '내역'].map(jamoOf)]);

it.each([
  ['tranfer', 'transfer'],
  ['trasnfer', 'transfer'],
  ['transferr', 'transfer'],
  ['tramsfer', 'transfer'],
  ['helo', 'hello'],
  ['안뇽', '안녕'],
])('takes “%s” for “%s”', (word, known) => {
  expect(near(jamoOf(word))?.known).toBe(jamoOf(known));
});

it.each(['transformer', 'transit', 'ha', '엄마', '안전'])('takes “%s” for no other word', word => {
  expect(near(jamoOf(word))).toBeUndefined();
});
