import { describe, expect, it } from 'vitest';
import { banking } from './banking.ts';
import { answersIn } from './banking/answers-in.ts';
import { SEED } from './banking/seed.ts';
import type { BotLocale, Intent, Message, PromptSpecification, ResponseSpecification } from './bot.ts';
import { withModelFallback } from './model-fallback.ts';

/** What AWS refuses when it builds a bot, or only shows later in a conversation. */

const SLOT = /\{(\w+)\}/g;

it('does the same in every language', () => {
  const shapes = banking.BotLocales.map(({ Intents }) =>
    Intents.map(({ Name, Slots = [] }) => [Name, Slots.map(slot => [slot.Name, slot.SlotTypeName])]),
  );
  expect(banking.BotLocales.map(({ LocaleId }) => LocaleId)).toEqual(['ko_KR', 'en_US']);
  expect(shapes[1]).toEqual(shapes[0]);
  expect(shapes[0]!.map(([name]) => name)).toEqual([
    'CheckBalance',
    'TransferMoney',
    'RecentTransfers',
    'Cancel',
    'FallbackIntent',
  ]);
});

describe.each(banking.BotLocales)('$LocaleId', locale => {
  it('says an utterance in one intent only, and names slots that are there', () => {
    const all = locale.Intents.flatMap(({ SampleUtterances = [] }) =>
      SampleUtterances.map(({ Utterance }) => Utterance),
    );
    expect(all.filter((text, i) => all.indexOf(text) !== i)).toEqual([]);
    for (const intent of locale.Intents) {
      const named = (intent.SampleUtterances ?? []).flatMap(({ Utterance }) => slotsIn(Utterance));
      expect(named.filter(name => !slotNames(intent).includes(name))).toEqual([]);
    }
  });

  it('has no utterance that holds a slot twice, or two slots with nothing between them', () => {
    const bad = locale.Intents.flatMap(({ SampleUtterances = [] }) => SampleUtterances)
      .map(({ Utterance }) => Utterance)
      .filter(text => new Set(slotsIn(text)).size < slotsIn(text).length || text.includes('}{'));
    expect(bad).toEqual([]);
  });

  it('has words for each question it may put, as often as it puts it', () => {
    for (const { MaxRetries, MessageGroupsList: groups } of promptsIn(locale)) {
      expect(MaxRetries).toBeLessThanOrEqual(5);
      expect(1 + (groups[0]!.Variations?.length ?? 0)).toBe(MaxRetries + 1);
    }
  });

  it('stays within what Lex takes for texts and cards', () => {
    for (const message of messagesIn(locale)) {
      if ('ImageResponseCard' in message) {
        const { Title, Buttons = [] } = message.ImageResponseCard;
        expect(Title.length).toBeLessThanOrEqual(250);
        expect(Buttons.length).toBeLessThanOrEqual(5);
        for (const { Text, Value } of Buttons) expect(Math.max(Text.length, Value.length)).toBeLessThanOrEqual(50);
      } else if ('PlainTextMessage' in message) {
        expect(message.PlainTextMessage.Value.length).toBeLessThanOrEqual(1_000);
      }
    }
  });

  it('stays within what Lex learns from: 1,500 utterances an intent, 200,000 characters a language', () => {
    const said = locale.Intents.map(({ SampleUtterances = [] }) => SampleUtterances.map(({ Utterance }) => Utterance));
    expect(Math.max(...said.map(({ length }) => length))).toBeLessThanOrEqual(1_500);
    expect(said.flat().join('').length).toBeLessThanOrEqual(200_000);
  });

  it('gives each value of a slot type one meaning', () => {
    for (const { SlotTypeValues = [] } of locale.SlotTypes ?? []) {
      const words = SlotTypeValues.flatMap(({ SampleValue, Synonyms = [] }) => [SampleValue, ...Synonyms]);
      const lower = words.map(({ Value }) => Value.toLowerCase());
      expect(new Set(lower).size).toBe(lower.length);
    }
  });
});

describe('answers', () => {
  const [first, second] = SEED as [(typeof SEED)[number], (typeof SEED)[number]];
  const said = (localeId: 'ko_KR' | 'en_US') => {
    const answers = answersIn(localeId);
    const transfer = { from: first, to: second, amount: 1_234_567 };
    return [
      answers.balance(first),
      answers.offer(first),
      answers.noSuchAccount({ bank: 'moa', kind: 'checking' }, SEED),
      answers.tooLittle(first, 9_999_999),
      answers.nothingLeft(first),
      answers.transferred(transfer, first),
      answers.recent(Array.from({ length: 10 }, () => transfer)),
    ].flat();
  };

  it('write sums with separators and their unit', () => {
    expect(said('ko_KR').join('\n')).toContain('1,234,567원');
    expect(said('en_US').join('\n')).toContain('1,234,567 won');
    expect([...said('ko_KR'), ...said('en_US')].filter(text => /\d{4}/.test(text))).toEqual([]);
  });

  it('leave no particle to chance: names end in 계좌, or stand alone', () => {
    const particles = /(은행|입출금|저축)(은|는|이|가|을|를|과|와)(?=[\s.,])/u;
    expect(said('ko_KR').filter(text => particles.test(text))).toEqual([]);
  });
});

it('leaves what it does not know to the model, from a hook only where that is wanted', () => {
  const hooks = (bot: typeof banking) =>
    bot.BotLocales.map(
      ({ Intents }) => Intents.find(({ Name }) => Name === 'FallbackIntent')?.FulfillmentCodeHook?.Enabled,
    );
  expect(hooks(banking)).toEqual([undefined, undefined]);
  expect(hooks(withModelFallback(banking))).toEqual([true, true]);
});

function slotsIn(utterance: string): readonly string[] {
  return Array.from(utterance.matchAll(SLOT), ([, name]) => name!);
}

function slotNames({ Slots = [] }: Intent): readonly string[] {
  return Slots.map(({ Name }) => Name);
}

function promptsIn({ Intents }: BotLocale): readonly PromptSpecification[] {
  return Intents.flatMap(({ Slots = [], IntentConfirmationSetting }) => [
    ...Slots.map(slot => slot.ValueElicitationSetting.PromptSpecification),
    IntentConfirmationSetting?.PromptSpecification,
  ]).filter(prompt => prompt !== undefined);
}

/** Wherever they stand in the definition. */
function messagesIn(value: unknown): readonly Message[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('MessageGroupsList' in value) {
    const { MessageGroupsList: groups } = value as ResponseSpecification;
    return groups.flatMap(({ Message, Variations = [] }) => [Message, ...Variations]);
  }
  return Object.values(value).flatMap(messagesIn);
}
