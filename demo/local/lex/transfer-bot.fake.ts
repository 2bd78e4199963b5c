import type { Bot, BotLocale, Intent, PromptSpecification, ResponseSpecification } from '@lex-chat/backend/bots/bot';

/** A bot with a code hook everywhere: it moves an amount to a bank, after a yes. `change` makes another of its intent. */
export function transferBot(change: Partial<Intent> = {}, more: readonly Intent[] = []): Bot {
  return {
    Name: 'Transfers',
    DataPrivacy: { ChildDirected: false },
    IdleSessionTTLInSeconds: 300,
    BotLocales: [locale({ ...TRANSFER, ...change }, more)],
  };
}

export function says(...texts: readonly string[]): ResponseSpecification {
  return { MessageGroupsList: texts.map(Value => ({ Message: { PlainTextMessage: { Value } } })) };
}

export function asks(text: string, MaxRetries = 1): PromptSpecification {
  return { ...says(text), MaxRetries };
}

const TRANSFER: Intent = {
  Name: 'Transfer',
  SampleUtterances: ['돈 보내기', '송금', '{Bank}에 {Amount} 보내줘', '{Bank} {Amount}', '{Amount}'].map(Utterance => ({
    Utterance,
  })),
  Slots: [
    {
      Name: 'Bank',
      SlotTypeName: 'BankName',
      ValueElicitationSetting: {
        SlotConstraint: 'Required',
        PromptSpecification: asks('어느 은행이요?'),
        SampleUtterances: [{ Utterance: '{Bank}에 {Amount}' }],
      },
    },
    {
      Name: 'Amount',
      SlotTypeName: 'AMAZON.Number',
      ValueElicitationSetting: {
        SlotConstraint: 'Required',
        PromptSpecification: asks('얼마요?'),
        SlotCaptureSetting: { FailureResponse: says('그만할게요.') },
      },
    },
  ],
  SlotPriorities: [
    { Priority: 1, SlotName: 'Bank' },
    { Priority: 2, SlotName: 'Amount' },
  ],
  DialogCodeHook: { Enabled: true },
  IntentConfirmationSetting: {
    PromptSpecification: asks('{Bank}에 {Amount}원 보낼까요?'),
    DeclinationResponse: says('안 보낼게요.'),
  },
  FulfillmentCodeHook: {
    Enabled: true,
    PostFulfillmentStatusSpecification: { SuccessResponse: says('보냈어요.'), FailureResponse: says('못 보냈어요.') },
  },
  IntentClosingSetting: { ClosingResponse: says('끝.') },
};

function locale(transfer: Intent, more: readonly Intent[]): BotLocale {
  return {
    LocaleId: 'ko_KR',
    NluConfidenceThreshold: 0.4,
    SlotTypes: [
      {
        Name: 'BankName',
        ValueSelectionSetting: { ResolutionStrategy: 'TOP_RESOLUTION' },
        SlotTypeValues: [
          { SampleValue: { Value: '국민은행' }, Synonyms: [{ Value: '국민' }] },
          { SampleValue: { Value: '카카오뱅크' }, Synonyms: [{ Value: '카뱅' }] },
        ],
      },
    ],
    Intents: [transfer, ...more, { Name: 'FallbackIntent', ParentIntentSignature: 'AMAZON.FallbackIntent' }],
  };
}
