import { packZip } from './pack-zip.fake.ts';

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
/** Where a dialogue goes on. */
export const step = (type: string, slotToElicit: string | null = null, more: object = {}) => ({
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

/** An intent as the console exports it. */
export const ORDER = {
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

/** A slot as the console exports it. */
export const slot = (name: string, slotTypeName: string, slotConstraint: string) => ({
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

/** The folder of its one language. */
export const LOCALE = 'TeaShop/BotLocales/ko_KR';
/** The files of the export by their paths. */
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

/** The export as an archive, with other files in the place of some; undefined leaves one out. */
export function packTeaShop(changed: Readonly<Record<string, unknown>> = {}): Buffer {
  return packZip(
    Object.fromEntries(
      Object.entries({ ...EXPORT, ...changed })
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  );
}
