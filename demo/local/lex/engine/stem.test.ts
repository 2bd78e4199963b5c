import { expect, it } from 'vitest';
import { isPastForm, stem } from './stem.ts';

it.each([
  ['transfers', 'transferred'],
  ['transactions', 'transaction'],
  ['moving', 'moved'],
  ['sent', 'send'],
  ['balances', 'balance'],
])('takes “%s” and “%s” to one stem', (one, other) => {
  expect(stem(one)).toBe(stem(other));
});

it.each(['hello', 'yes', 'is', 'bus'])('leaves “%s” as it is', word => {
  expect(stem(word)).toBe(word);
});

it('knows what has been done', () => {
  expect(['sent', 'transferred', 'send', 'red'].filter(isPastForm)).toEqual(['sent', 'transferred']);
});
