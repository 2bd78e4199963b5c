import type { BotLocale, DialogState, Intent, PromptSpecification, ResponseSpecification } from '../bot.ts';

/** What the Hello World bot says and hears in one language. */
export interface Wording {
  readonly localeId: string;
  /** Ways to say hello. `{Name}` stands for the visitor's name. */
  readonly hears: readonly string[];
  readonly hello: readonly string[];
  readonly askName: string;
  readonly confirmName: string;
  readonly startOver: string;
  readonly greetByName: readonly string[];
  readonly done: string;
  /** The way out of whatever is being asked. */
  readonly cancel: { readonly hears: readonly string[]; readonly cancelled: string };
}

const FALLBACK = 'FallbackIntent';

/** What is neither a name nor a yes or no is heard as if nothing had been asked: a question is the language model's to answer. */
const LEAVE_IT: DialogState = { DialogAction: { Type: 'StartIntent' }, Intent: { Name: FALLBACK } };

/** The dialogue, which is the same in every language. */
export function helloWorldLocale(wording: Wording): BotLocale {
  return {
    LocaleId: wording.localeId,
    // Above Lex's usual 0.4: a question behind a greeting is the model's to answer.
    NluConfidenceThreshold: 0.5,
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
              PromptSpecification: question(wording.askName),
              SlotCaptureSetting: { FailureNextStep: LEAVE_IT },
            },
          },
        ],
        SlotPriorities: [{ Priority: 1, SlotName: 'Name' }],
        InitialResponseSetting: { InitialResponse: response(wording.hello) },
        IntentConfirmationSetting: {
          PromptSpecification: question(wording.confirmName),
          DeclinationResponse: response([wording.startOver]),
          DeclinationNextStep: {
            DialogAction: { Type: 'ElicitSlot', SlotToElicit: 'Name' },
            Intent: { Slots: [{ SlotName: 'Name', SlotValueOverride: {} }] },
          },
          FailureNextStep: LEAVE_IT,
        },
        FulfillmentCodeHook: {
          Enabled: false,
          PostFulfillmentStatusSpecification: { SuccessResponse: response(wording.greetByName) },
        },
        IntentClosingSetting: { ClosingResponse: response([wording.done]) },
      },
      cancel(wording),
      {
        // Says nothing: what this bot does not know is the language model's to answer.
        Name: FALLBACK,
        ParentIntentSignature: 'AMAZON.FallbackIntent',
      },
    ],
  };
}

/**
 * Lets go of what was begun: another intent takes the place of the one that asks. An intent of the bot's own, because that of Lex
 * (`AMAZON.CancelIntent`) does not say in which languages it is heard.
 */
function cancel({ cancel: { hears, cancelled } }: Wording): Intent {
  return {
    Name: 'Cancel',
    Description: 'Ends what the bot was asking for.',
    SampleUtterances: hears.map(Utterance => ({ Utterance })),
    IntentClosingSetting: { ClosingResponse: response([cancelled]) },
  };
}

/** A question that is put once: who answers it with something else wants something else. */
function question(text: string): PromptSpecification {
  return { ...response([text]), MaxRetries: 0 };
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
