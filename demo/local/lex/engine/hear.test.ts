import type { Bot, Intent, PromptSpecification } from '@lex-chat/backend/bots/bot';
import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { converse, takeTurn } from './converse.fake.ts';
import { NOTHING_SAID, type Dialogue } from './dialogue.ts';
import { buildLocale } from './locale-model.ts';

const SHOP = shop();

it('asks for slots by priority, and passes over optional ones', () => {
  expect(
    converse(SHOP, 'en_US', [
      ['order tea', ['Which tea?'], '', ''],
      ['oolong please', ['How many bags?'], '', ''],
      ['5 bags', ['5 × Oolong, right?'], '', ''],
      ['yes', ['Ordered.', 'Thank you.'], '', ''],
    ]),
  ).toEqual([
    ['order tea', ['Which tea?'], 'ElicitSlot Tea', null],
    ['oolong please', ['How many bags?'], 'ElicitSlot Count', 'Oolong'],
    ['5 bags', ['5 × Oolong, right?'], 'ConfirmIntent', 'Oolong'],
    ['yes', ['Ordered.', 'Thank you.'], 'Close Fulfilled', 'Oolong'],
  ]);
});

it('fills all the slots that one utterance holds', () => {
  expect(converse(SHOP, 'en_US', [['order 3 bags of green tea', [], '', '']])).toEqual([
    ['order 3 bags of green tea', ['3 × Green, right?'], 'ConfirmIntent', 'Green'],
  ]);
});

it('gives up after the retries of a prompt', () => {
  expect(
    converse(SHOP, 'en_US', [
      ['order tea', 1, '', ''],
      ['a cactus', ['Which tea?'], '', ''],
      ['a hat', [], '', ''],
    ]).map(([, , stands]) => stands),
  ).toEqual(['ElicitSlot Tea', 'ElicitSlot Tea', 'Close Failed']);
});

it('fails an intent that is declined and says nowhere to go', () => {
  expect(
    converse(SHOP, 'en_US', [
      ['order 3 bags of green tea', 1, '', ''],
      ['nope', ['Then not.'], '', ''],
    ]).at(-1),
  ).toEqual(['nope', ['Then not.'], 'Close Failed', 'Green']);
});

it('turns to another intent in the middle of a question only when it is clearly meant', () => {
  expect(
    converse(SHOP, 'en_US', [
      ['order tea', 1, '', ''],
      ['the opening hours of a cactus shop', ['Which tea?'], '', ''],
      ['opening hours', ['Nine to five.'], '', ''],
    ]).map(([, hears, stands]) => [hears, stands]),
  ).toEqual([
    [1, 'ElicitSlot Tea'],
    [['Which tea?'], 'ElicitSlot Tea'],
    [['Nine to five.'], 'Close Fulfilled'],
  ]);
});

it('shows FallbackIntent where confidences fall below the threshold', () => {
  const model = buildLocale(SHOP.BotLocales[0]!);
  const names = (text: string) => takeTurn(model, NOTHING_SAID, text).interpretations.map(({ intent }) => intent.name);
  expect(names('opening hours')).toEqual(['OpeningHours', 'FallbackIntent']);
  expect(names('tea hours for trains')).toEqual(['FallbackIntent', 'OpeningHours', 'OrderTea']);
  expect(names('xyz')).toEqual(['FallbackIntent']);
});

it('never reads what a visitor wrote as a template', () => {
  const bot = shop({ ResolutionStrategy: 'ORIGINAL_VALUE' });
  expect(
    converse(bot, 'en_US', [
      ['order tea', 1, '', ''],
      ['{Count} [x]', 1, '', ''],
      ['3', [], '', ''],
    ])[2]![1],
  ).toEqual(['3 × {Count} [x], right?']);
});

it('answers any text in any place validly, its confidences sorted', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '안녕',
      '네',
      '아니요',
      '저는 민수예요',
      'hello',
      'Anna',
      'yes',
      'no',
      'order tea',
      '3 green',
      '',
      '{Name}',
    ),
  );
  for (const locale of [...helloWorld.BotLocales, ...SHOP.BotLocales]) {
    const model = buildLocale(locale);
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 8 }), fc.nat(99), (said, chance) => {
        let dialogue: Dialogue = NOTHING_SAID;
        for (const text of said) {
          const turn = takeTurn(model, dialogue, text, chance / 100);
          dialogue = turn.dialogue;

          expect(turn.messages.length).toBeLessThanOrEqual(10);
          expect(turn.interpretations[0]!.intent).toEqual(dialogue.intent);
          expect(turn.interpretations.length).toBeLessThanOrEqual(5);
          expect(turn.interpretations.filter(({ nluConfidence }) => !nluConfidence)).toHaveLength(1);
          const scores = turn.interpretations.flatMap(({ nluConfidence }) => nluConfidence?.score ?? []);
          expect(scores).toEqual(scores.toSorted((a, b) => b - a));
          expect(scores.every(score => score >= 0 && score <= 1)).toBe(true);
          if (dialogue.dialogAction.type === 'ElicitSlot') {
            expect(dialogue.intent?.slots[dialogue.dialogAction.slotToElicit]).toBeNull();
          }
        }
      }),
      { numRuns: 60 },
    );
  }
});

it('refuses a bot that Lex could not build, and names the place', () => {
  const [locale] = SHOP.BotLocales;
  const [order, ...others] = locale!.Intents;
  const build = (intents: readonly Intent[]) => () => buildLocale({ ...locale!, Intents: intents });
  expect(build([order!])).toThrow('AMAZON.FallbackIntent');
  expect(build([order!, order!, ...others])).toThrow('two intents');
  expect(build([{ ...order!, SlotPriorities: [{ Priority: 1, SlotName: 'Cup' }] }, ...others])).toThrow('Cup');
  expect(() => buildLocale({ ...locale!, SlotTypes: [] })).toThrow('TeaType');
});

/** A bot that uses what Hello World does not. */
function shop(
  selection: { ResolutionStrategy: 'TOP_RESOLUTION' | 'ORIGINAL_VALUE' } = { ResolutionStrategy: 'TOP_RESOLUTION' },
): Bot {
  return {
    Name: 'Shop',
    DataPrivacy: { ChildDirected: false },
    IdleSessionTTLInSeconds: 60,
    BotLocales: [
      {
        LocaleId: 'en_US',
        NluConfidenceThreshold: 0.4,
        SlotTypes: [
          {
            Name: 'TeaType',
            ValueSelectionSetting: selection,
            SlotTypeValues: [
              { SampleValue: { Value: 'Green' }, Synonyms: [{ Value: 'sencha' }] },
              { SampleValue: { Value: 'Oolong' } },
            ],
          },
        ],
        Intents: [
          {
            Name: 'OrderTea',
            SampleUtterances: ['order tea', 'buy some tea', 'order {Count} bags of {Tea} tea'].map(Utterance => ({
              Utterance,
            })),
            Slots: [
              {
                Name: 'Tea',
                SlotTypeName: 'TeaType',
                ValueElicitationSetting: { SlotConstraint: 'Required', PromptSpecification: prompt('Which tea?') },
              },
              {
                Name: 'Count',
                SlotTypeName: 'AMAZON.Number',
                ValueElicitationSetting: { SlotConstraint: 'Required', PromptSpecification: prompt('How many bags?') },
              },
              {
                Name: 'Gift',
                SlotTypeName: 'AMAZON.Confirmation',
                ValueElicitationSetting: { SlotConstraint: 'Optional' },
              },
            ],
            SlotPriorities: [
              { Priority: 3, SlotName: 'Gift' },
              { Priority: 2, SlotName: 'Count' },
              { Priority: 1, SlotName: 'Tea' },
            ],
            IntentConfirmationSetting: {
              PromptSpecification: prompt('{Count} × {Tea}, right?'),
              DeclinationResponse: prompt('Then not.'),
            },
            FulfillmentCodeHook: {
              Enabled: false,
              PostFulfillmentStatusSpecification: { SuccessResponse: prompt('Ordered.') },
            },
            IntentClosingSetting: { ClosingResponse: prompt('Thank you.') },
          },
          {
            Name: 'OpeningHours',
            SampleUtterances: [{ Utterance: 'opening hours' }],
            FulfillmentCodeHook: { Enabled: false },
            IntentClosingSetting: { ClosingResponse: prompt('Nine to five.') },
          },
          { Name: 'FallbackIntent', ParentIntentSignature: 'AMAZON.FallbackIntent' },
        ],
      },
    ],
  };
}

function prompt(Value: string): PromptSpecification {
  return { MaxRetries: 1, MessageGroupsList: [{ Message: { PlainTextMessage: { Value } } }] };
}
