import type { Source } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { parts } from '../parts/parts.ts';
import { chooseDoorStrings } from './door-strings.ts';
import { more as enMore } from './en-more.ts';
import { strings as en } from './en.ts';
import type { Strings } from './strings.ts';

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

it.each([
  ['ja-JP', 'ja', 'ltr'],
  ['zh', 'zh-Hans', 'ltr'],
  ['zh-CN', 'zh-Hans', 'ltr'],
  ['zh-TW', 'zh-Hant', 'ltr'],
  ['zh-Hant-HK', 'zh-Hant', 'ltr'],
  ['pt-BR', 'pt', 'ltr'],
  ['ar-EG', 'ar', 'rtl'],
  ['he', 'he', 'rtl'],
  ['constructor', 'en', 'ltr'],
  ['haw', 'en', 'ltr'],
])('speaks to %s in %s, from %s', (tag, language, direction) => {
  expect(chooseDoorStrings(tag)).toMatchObject({ language, direction });
});

const LANGUAGES = ['ja', 'zh-Hans', 'zh-Hant', 'es', 'fr', 'de', 'pt', 'ar', 'he'] as const;

it.each(['ko', 'en'] as const)('has the words of %s in the parts of that name', async language => {
  expect((await parts.strings(language)).strings.language).toBe(language);
  expect(textsOf((await (await parts.more()).more.words[language]()).more)).not.toContain('');
});

it.each(LANGUAGES)('has all words of %s in one part, and none left in English', async language => {
  const { strings, more, door } = await (await parts.more()).more.languages[language]();
  expect([strings.language, door.language]).toEqual([language, language]);
  expect(door.close).toBe(strings.close);
  const [own, english] = [
    textsOf({ strings, more, door }),
    textsOf({ strings: en, more: enMore, door: pick(chooseDoorStrings('en'), door) }),
  ];
  expect(own).toHaveLength(english.length);
  expect(own).not.toContain('');
  const same = own.filter((text, index) => text === english[index]);
  // Some words are of both, such as Chat, Code and Message.
  expect(same.length / own.length).toBeLessThan(0.06);
  expect(own.filter(text => /undefined|\{|NaN/.test(text))).toEqual([]);
});

/** The words of `from` that `like` has. */
function pick(from: object, like: object): object {
  return Object.fromEntries(Object.entries(from).filter(([name]) => name in like));
}

/** Every text, the ones with a figure for 0, 1 and 3; hints may be empty. */
function textsOf(words: object): readonly string[] {
  return Object.entries(words).flatMap(([name, word]: [string, unknown]) => {
    if (name === 'hints' || name === 'language') return [];
    if (typeof word === 'string') return [word];
    if (name === 'source')
      return ['intent', 'model'].map(kind => (word as Strings['source'])({ kind, name: 'x' } as Source));
    if (name === 'greeting') return [(word as Strings['greeting'])('민수')];
    if (typeof word === 'function') return [0, 1, 3].map(count => (word as (...of: number[]) => string)(count, 4_096));
    return textsOf(word as object);
  });
}
