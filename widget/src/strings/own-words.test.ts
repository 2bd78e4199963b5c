import fc from 'fast-check';
import { expect, it } from 'vitest';
import { strings } from './ko.ts';
import { withOwn } from './own-words.ts';

it('has the page’s words where it gives some, and the chat’s own elsewhere', () => {
  const own = withOwn(strings, {
    title: '닥결',
    status: { online: '열려 있어요' },
    latest: (count: number) => `${count}`,
  });
  expect(own).toMatchObject({ title: '닥결', close: strings.close });
  expect(own.status).toEqual({ ...strings.status, online: '열려 있어요' });
  expect(own.latest(3)).toBe('3');
});

it('has a word for everything, whatever a page gives', () => {
  const kinds = (words: object): unknown =>
    Object.entries(words).map(([name, word]: [string, unknown]) => [
      name,
      typeof word === 'object' ? kinds(word as object) : typeof word,
    ]);
  const name = fc.constantFrom(...Object.keys(strings), '__proto__', 'toString');
  const given = fc.oneof(fc.anything(), fc.dictionary(name, fc.anything()));
  fc.assert(
    fc.property(given, own => {
      expect(kinds(withOwn(strings, own))).toEqual(kinds(strings));
    }),
  );
});
