import fc from 'fast-check';
import { expect, it } from 'vitest';
import { conversation, delegate } from '../converse-with-hook.fake.ts';
import { packZip } from './pack-zip.fake.ts';
import { readLexJson } from './read-lex-json.ts';

const text = (value: string) => ({
  plainTextMessage: { value },
  customPayload: null,
  ssmlMessage: null,
  imageResponseCard: null,
});
const response = (...values: readonly string[]) => ({
  allowInterrupt: true,
  messageGroupsList: values.map(value => ({ message: text(value), variations: null })),
});
const step = (type: string, slotToElicit: string | null = null, more: object = {}) => ({
  dialogAction: { type, slotToElicit, suppressNextMessage: null },
  intent: null,
  sessionAttributes: null,
  ...more,
});
const hook = (successNextStep: object) => ({
  isActive: true,
  enableCodeHookInvocation: true,
  invocationLabel: null,
  postCodeHookSpecification: {
    successNextStep,
    successResponse: null,
    successConditional: null,
    failureNextStep: step('EndConversation'),
    failureResponse: null,
    failureConditional: null,
    timeoutNextStep: step('EndConversation'),
    timeoutResponse: null,
    timeoutConditional: null,
  },
});

const ORDER = {
  name: 'OrderTea',
  identifier: 'ABCDEFGHIJ',
  description: null,
  parentIntentSignature: null,
  sampleUtterances: [{ utterance: '차 주문' }, { utterance: '{Tea} 주문' }],
  initialResponseSetting: {
    initialResponse: response('좋아요.'),
    conditional: null,
    nextStep: step('InvokeDialogCodeHook'),
    codeHook: hook(
      step('ElicitSlot', 'Tea', {
        intent: { name: null, slots: { Gift: { shape: 'Scalar', value: { interpretedValue: 'No' } } } },
        sessionAttributes: { from: 'export' },
      }),
    ),
  },
  intentConfirmationSetting: {
    isActive: true,
    promptSpecification: {
      ...response('{Tea}, 맞나요?'),
      maxRetries: 2,
      promptAttemptsSpecification: { Initial: { allowInterrupt: true } },
    },
    declinationResponse: response('그만둘게요.'),
    confirmationNextStep: step('FulfillIntent'),
    codeHook: hook(step('EndConversation')),
  },
  intentClosingSetting: {
    isActive: true,
    closingResponse: response('[from] 끝.'),
    conditional: null,
    nextStep: step('EndConversation'),
  },
  inputContexts: null,
  outputContexts: null,
  kendraConfiguration: null,
  dialogCodeHook: { enabled: false },
  fulfillmentCodeHook: {
    enabled: false,
    isActive: true,
    fulfillmentUpdatesSpecification: null,
    postFulfillmentStatusSpecification: {
      successResponse: response('주문했어요.'),
      successConditional: { isActive: false },
    },
  },
  slotPriorities: [
    { priority: 1, slotName: 'Tea' },
    { priority: 2, slotName: 'Gift' },
  ],
};

const slot = (name: string, slotTypeName: string, slotConstraint: string) => ({
  name,
  identifier: 'KLMNOPQRST',
  description: null,
  multipleValuesSetting: { allowMultipleValues: false },
  slotTypeName,
  obfuscationSetting: null,
  valueElicitationSetting: {
    slotConstraint,
    sampleUtterances: null,
    defaultValueSpecification: { defaultValueList: [] },
    waitAndContinueSpecification: null,
    promptSpecification: {
      allowInterrupt: true,
      maxRetries: 4,
      messageSelectionStrategy: 'Random',
      messageGroupsList: [
        {
          message: {
            ...text(''),
            plainTextMessage: null,
            imageResponseCard: {
              title: '무슨 차요?',
              subtitle: null,
              imageUrl: null,
              buttonsList: [{ text: '녹차', value: 'green' }],
            },
          },
          variations: null,
        },
      ],
    },
  },
});

const FALLBACK = {
  name: 'FallbackIntent',
  parentIntentSignature: 'AMAZON.FallbackIntent',
  dialogCodeHook: null,
  initialResponseSetting: { nextStep: step('InvokeDialogCodeHook'), codeHook: hook(step('EndConversation')) },
};

const LOCALE = 'TeaShop/BotLocales/ko_KR';
const EXPORT: Readonly<Record<string, unknown>> = {
  'manifest.json': { metaData: { schemaVersion: '1', resourceType: 'BOT', fileFormat: 'LexJson' } },
  'TeaShop/Bot.json': {
    name: 'TeaShop',
    identifier: 'UVWXYZ1234',
    version: 'DRAFT',
    description: null,
    dataPrivacy: { childDirected: false },
    idleSessionTTLInSeconds: 300,
  },
  [`${LOCALE}/BotLocale.json`]: {
    name: 'Korean (KR)',
    identifier: 'ko_KR',
    version: 'DRAFT',
    description: null,
    voiceSettings: { voiceId: 'Seoyeon' },
    nluConfidenceThreshold: 0.4,
  },
  [`${LOCALE}/Intents/OrderTea/Intent.json`]: ORDER,
  [`${LOCALE}/Intents/OrderTea/Slots/Tea/Slot.json`]: slot('Tea', 'TeaType', 'Required'),
  [`${LOCALE}/Intents/OrderTea/Slots/Gift/Slot.json`]: slot('Gift', 'AMAZON.Confirmation', 'Required'),
  [`${LOCALE}/Intents/FallbackIntent/Intent.json`]: FALLBACK,
  [`${LOCALE}/SlotTypes/TeaType/SlotType.json`]: {
    name: 'TeaType',
    identifier: 'ABCDE12345',
    description: null,
    parentSlotTypeSignature: null,
    slotTypeValues: [{ sampleValue: { value: 'green' }, synonyms: [{ value: '녹차' }] }],
    valueSelectionSetting: {
      resolutionStrategy: 'TOP_RESOLUTION',
      regexFilter: null,
      advancedRecognitionSetting: null,
    },
  },
};

const pack = (changed: Readonly<Record<string, unknown>> = {}) =>
  packZip(
    Object.fromEntries(
      Object.entries({ ...EXPORT, ...changed })
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  );

it('reads a bot that can be talked to', async () => {
  const { runtime, path, say } = conversation(readLexJson(pack()));
  await say('차 주문');
  expect(runtime.getSession(path).messages).toEqual([
    { contentType: 'PlainText', content: '좋아요.' },
    {
      contentType: 'ImageResponseCard',
      imageResponseCard: { title: '무슨 차요?', buttons: [{ text: '녹차', value: 'green' }] },
    },
  ]);
  expect((await say('녹차')).hears).toEqual(['green, 맞나요?']);
  expect(await say('네')).toMatchObject({
    hears: ['주문했어요.', 'export 끝.'],
    intent: { state: 'Fulfilled', slots: { Gift: { value: { interpretedValue: 'No' } } } },
  });
});

it('asks the hook of an alias where the bot was told to in the console', async () => {
  const hooked = { ...ORDER, dialogCodeHook: { enabled: true } };
  const { say, events } = conversation(
    readLexJson(pack({ [`${LOCALE}/Intents/OrderTea/Intent.json`]: hooked })),
    delegate,
  );
  await say('차 주문');
  expect(events.map(({ invocationSource }) => invocationSource)).toEqual(['DialogCodeHook']);
});

it.each([
  ['manifest.json', undefined, 'no such file'],
  ['manifest.json', { metadata: { fileFormat: 'TSV' } }, 'not LexJson'],
  ['manifest.json', { metadata: { fileFormat: 'LexJson', resourceType: 'BotLocale' } }, 'whole bot'],
  ['TeaShop/Bot.json', undefined, 'Bot.json: the archive holds no such file'],
  ['TeaShop/Bot.json', '{', 'TeaShop/Bot.json: '],
  ['TeaShop/Bot.json', { name: 'x' }, 'TeaShop/Bot.json: DataPrivacy is missing'],
  [`${LOCALE}/BotLocale.json`, { nluConfidenceThreshold: '0.4' }, 'NluConfidenceThreshold is no number'],
  [`${LOCALE}/BotLocale.json`, undefined, 'no language'],
  [`${LOCALE}/Intents/OrderTea/Intent.json`, [], 'Intent.json: the file holds no object'],
  [
    `${LOCALE}/Intents/OrderTea/Intent.json`,
    { ...ORDER, initialResponseSetting: { conditional: { isActive: true } } },
    'does not have InitialResponseSetting.Conditional',
  ],
  [
    `${LOCALE}/Intents/OrderTea/Intent.json`,
    { ...ORDER, initialResponseSetting: { nextStep: step('Dance') } },
    'InitialResponseSetting.NextStep.DialogAction.Type is none of',
  ],
  [
    `${LOCALE}/Intents/OrderTea/Slots/Tea/Slot.json`,
    { ...slot('Tea', 'TeaType', 'Required'), multipleValuesSetting: { allowMultipleValues: true } },
    'Slots/Tea/Slot.json: the laptop’s Lex does not have MultipleValuesSetting.AllowMultipleValues',
  ],
  [`${LOCALE}/Intents/OrderTea/Intent.json`, `${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'nested too deep'],
])('names %s when it is %o', (file, content, reason) => {
  expect(() => readLexJson(pack({ [file]: content }))).toThrow(reason);
});

it.each([
  ['no zip archive', Buffer.from('hello')],
  ['no zip archive', Buffer.alloc(0)],
  ['encrypted', packZip({ 'manifest.json': '{}' }, { flags: 1 })],
  ['damaged', packZip({ 'manifest.json': '{}' }, { checksum: 1 })],
  ['damaged', packZip({ 'manifest.json': '{}' }, { length: 1 })],
  ['too large', packZip({ 'manifest.json': '{}' }, { length: 0x7fffffff })],
  // A little that unpacks to much, and says that it does not.
  ['cannot be unpacked', packZip({ 'manifest.json': ' '.repeat(20 * 1_024 * 1_024) }, { length: 2 })],
])('says of an archive that it is %s', (reason, archive) => {
  expect(() => readLexJson(archive)).toThrow(reason);
});

it('refuses every damaged archive with an error that is its own', () => {
  const archive = pack();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { maxLength: 6 }),
      fc.nat(),
      (changes, cut) => {
        const damaged = Buffer.from(archive.subarray(0, archive.length - (cut % 3 === 0 ? cut % archive.length : 0)));
        for (const [at, byte] of changes) if (at < damaged.length) damaged[at] = byte;
        try {
          readLexJson(damaged);
        } catch (error) {
          expect((error as Error).name).toMatch(/^(?:ZipError|LexJsonError)$/u);
        }
      },
    ),
    { numRuns: 300 },
  );
});
