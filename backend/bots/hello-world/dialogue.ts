import type { BotLocale, PromptSpecification, ResponseSpecification } from '../bot.ts';

/** What the Hello World bot says and hears in one language. */
export interface Wording {
  readonly localeId: string;
  /** Ways to say hello. `{Name}` stands for the visitor's name. */
  readonly hears: readonly string[];
  readonly hello: readonly string[];
  /** How the name is asked for: at first, then at each retry. */
  readonly askName: readonly string[];
  /** Said when no name was found in any answer. */
  readonly noName: string;
  /** How the name is confirmed: at first, then at each retry. */
  readonly confirmName: readonly string[];
  readonly unconfirmed: string;
  readonly startOver: string;
  readonly greetByName: readonly string[];
  readonly done: string;
}

/** The dialogue, which is the same in every language. */
export function helloWorldLocale(wording: Wording): BotLocale {
  return {
    LocaleId: wording.localeId,
    NluConfidenceThreshold: 0.4,
    Intents: [
      {
        Name: 'HelloWorld',
        Description: 'Says hello and learns the visitor’s name.',
        SampleUtterances: wording.hears.map(Utterance => ({ Utterance })),
        Slots: [
          {
            Name: 'Name',
            SlotTypeName: 'AMAZON.FirstName',
            ValueElicitationSetting: {
              SlotConstraint: 'Required',
              PromptSpecification: prompt(wording.askName),
              SlotCaptureSetting: {
                FailureResponse: response([wording.noName]),
                FailureNextStep: { DialogAction: { Type: 'EndConversation' } },
              },
            },
          },
        ],
        SlotPriorities: [{ Priority: 1, SlotName: 'Name' }],
        InitialResponseSetting: { InitialResponse: response(wording.hello) },
        IntentConfirmationSetting: {
          PromptSpecification: prompt(wording.confirmName),
          DeclinationResponse: response([wording.startOver]),
          DeclinationNextStep: {
            DialogAction: { Type: 'ElicitSlot', SlotToElicit: 'Name' },
            Intent: { Slots: [{ SlotName: 'Name', SlotValueOverride: {} }] },
          },
          FailureResponse: response([wording.unconfirmed]),
          FailureNextStep: { DialogAction: { Type: 'EndConversation' } },
        },
        FulfillmentCodeHook: {
          Enabled: false,
          PostFulfillmentStatusSpecification: { SuccessResponse: response(wording.greetByName) },
        },
        IntentClosingSetting: { ClosingResponse: response([wording.done]) },
      },
      {
        // Says nothing: what this bot does not know is the language model's to answer.
        Name: 'FallbackIntent',
        ParentIntentSignature: 'AMAZON.FallbackIntent',
      },
    ],
  };
}

/** A question that is put in other words each time. */
function prompt(texts: readonly string[]): PromptSpecification {
  return { ...response(texts), MaxRetries: texts.length - 1, MessageSelectionStrategy: 'Ordered' };
}

function response([text, ...variations]: readonly string[]): ResponseSpecification {
  return {
    MessageGroupsList: [
      {
        Message: plainText(text ?? ''),
        ...(variations.length > 0 && { Variations: variations.map(plainText) }),
      },
    ],
  };
}

function plainText(Value: string) {
  return { PlainTextMessage: { Value } };
}
