import { expect, it } from 'vitest';
import { createCountBelow } from './count-below.ts';
import { reply, said } from '../../test/scripted-conversation.ts';

const [m1, r1, m2, r2, r3] = [
  said('m1', '안녕'),
  reply('r1', '네'),
  said('m2', '또'),
  reply('r2', '네'),
  reply('r3', '네'),
];

it('counts replies that came since the reader left the end', () => {
  const { count } = createCountBelow();
  expect(count([m1, r1], true)).toBeNull();
  expect(count([m1, r1], false)).toBe(0);
  expect(count([m1, r1, m2, r2, r3], false)).toBe(2);
  expect(count([m1, r1, m2, r2, r3], true)).toBeNull();
  expect(count([m1, r1, m2, r2, r3], false)).toBe(0);
});

it('does not count what is put before the rest', () => {
  const { count } = createCountBelow();
  void count([m2, r2], true);
  expect(count([m1, r1, m2, r2], false)).toBe(0);
  expect(count([m1, r1, m2, r2, r3], false)).toBe(1);
});
