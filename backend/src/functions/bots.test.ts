import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readBots, writeBots, type NamedBots } from './bots.ts';

const shop = { name: 'hello-world', botId: 'BOT0000001', aliasId: 'ALIAS00001', locales: ['ko_KR', 'en_US'] };
const bank = { name: 'banking', botId: 'BOT0000002', aliasId: 'ALIAS00002', locales: ['ko_KR'] };
const mistakesIn = (bots: unknown): string => {
  try {
    readBots(JSON.stringify(bots));
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

it('reads what it wrote, in the operator’s order', () => {
  const bots: NamedBots = [shop, { ...bank, persona: 'You are the teller.' }];
  expect(readBots(writeBots(bots))).toEqual(bots);
});

it('names each mistake and the bot that has it', () => {
  const wrong = [shop, { ...bank, name: 'my bank', botId: '', persona: 7 }, { ...bank, locales: [] }, 'banking'];
  expect(mistakesIn(wrong).split('\n').slice(1)).toEqual([
    '  bot 2: name is to be 1 to 40 letters, digits, - or _',
    '  bot 2: botId is missing',
    '  bot 2: persona is to be a few sentences',
    '  bot 3: locales is to be a list such as ["ko_KR", "en_US"], the default first',
    '  bot 4 is to be an object { "name", "botId", "aliasId", "locales", "slots"?, "idleSeconds"?, "persona"?, "knowledge"? }',
  ]);
  expect(mistakesIn([shop, bank, { ...bank, botId: 'BOT3' }])).toContain('two bots are called banking');
  for (const nothing of [[], {}, 'hello-world', null])
    expect(mistakesIn(nothing)).toContain('a JSON array of at least one');
});

it('says what BOTS is to be, whatever it is', () => {
  const text = fc.oneof(fc.string(), fc.json());
  fc.assert(
    fc.property(text, variable => {
      try {
        expect(readBots(variable).length).toBeGreaterThan(0);
      } catch (error) {
        expect((error as Error).message).toMatch(/^BOTS cannot be read:\n {2}/);
      }
    }),
  );
});
