/**
 * A bot in CloudFormation's own shape and words (`AWS::Lex::Bot`), so that one value is deployed, run on a laptop
 * and tested. The role is the stack's to add. Optional fields mean what CloudFormation says they mean when left out.
 */
export interface Bot {
  readonly Name: string;
  readonly Description?: string;
  readonly DataPrivacy: { readonly ChildDirected: boolean };
  /** How long Lex remembers a silent conversation: 60 to 86,400. */
  readonly IdleSessionTTLInSeconds: number;
  readonly BotLocales: readonly BotLocale[];
}

export interface BotLocale {
  /** Lex's way to write a language, such as `ko_KR`. */
  readonly LocaleId: string;
  readonly Description?: string;
  /** From 0 to 1: where FallbackIntent stands among the intents. */
  readonly NluConfidenceThreshold: number;
  readonly SlotTypes?: readonly SlotType[];
  readonly Intents: readonly Intent[];
}

export interface Intent {
  readonly Name: string;
  readonly Description?: string;
  /** `AMAZON.FallbackIntent` for the one intent that takes what no other does. */
  readonly ParentIntentSignature?: string;
  readonly SampleUtterances?: readonly SampleUtterance[];
  readonly Slots?: readonly Slot[];
  /** Slots are asked for from the lowest number up. */
  readonly SlotPriorities?: readonly SlotPriority[];
  readonly InputContexts?: readonly { readonly Name: string }[];
  readonly OutputContexts?: readonly OutputContext[];
  /**
   * Whether Lambda hears each turn of the intent: its first words, each answer to a question for a slot, and yes or no.
   * A `CodeHook` of one of those places tells more of that place. Without this switch, Lambda is asked at none.
   */
  readonly DialogCodeHook?: { readonly Enabled: boolean };
  readonly InitialResponseSetting?: InitialResponseSetting;
  readonly IntentConfirmationSetting?: IntentConfirmationSetting;
  readonly FulfillmentCodeHook?: FulfillmentCodeHook;
  readonly IntentClosingSetting?: IntentClosingSetting;
}

/** `Utterance` may hold slots: `I am {Name}`. */
export interface SampleUtterance {
  readonly Utterance: string;
}

export interface SlotPriority {
  readonly Priority: number;
  readonly SlotName: string;
}

export interface OutputContext {
  readonly Name: string;
  readonly TimeToLiveInSeconds: number;
  readonly TurnsToLive: number;
}

export interface Slot {
  readonly Name: string;
  readonly Description?: string;
  /** A built-in type, such as `AMAZON.FirstName`, or the name of one of the locale's own. */
  readonly SlotTypeName: string;
  readonly ValueElicitationSetting: SlotValueElicitationSetting;
  /** Whether the value is hidden in Lex’s conversation logs. Answers and code hooks have it as it is. */
  readonly ObfuscationSetting?: { readonly ObfuscationSettingType: 'None' | 'DefaultObfuscation' };
}

export interface SlotValueElicitationSetting {
  readonly SlotConstraint: 'Required' | 'Optional';
  readonly PromptSpecification?: PromptSpecification;
  /** What a visitor may say when asked for this slot, holding the slot itself: `call me {Name}`. */
  readonly SampleUtterances?: readonly SampleUtterance[];
  /** Tried in their order when the intent begins: a value, `[attribute]` or `#context.slot`. */
  readonly DefaultValueSpecification?: { readonly DefaultValueList: readonly { readonly DefaultValue: string }[] };
  readonly SlotCaptureSetting?: SlotCaptureSetting;
}

export interface SlotCaptureSetting {
  readonly CaptureResponse?: ResponseSpecification;
  readonly CaptureNextStep?: DialogState;
  readonly FailureResponse?: ResponseSpecification;
  readonly FailureNextStep?: DialogState;
  /** Heard once the slot has its value. */
  readonly CodeHook?: DialogCodeHookInvocationSetting;
  /** Heard before the question is put again. */
  readonly ElicitationCodeHook?: ElicitationCodeHookInvocationSetting;
}

/** Whether and how Lambda is asked at one place of a dialogue. */
export interface DialogCodeHookInvocationSetting {
  /** False passes over the whole setting. */
  readonly IsActive: boolean;
  /** False goes on as after a success, without asking Lambda. */
  readonly EnableCodeHookInvocation: boolean;
  /** Tells the function where in the dialogue it is asked. */
  readonly InvocationLabel?: string;
  readonly PostCodeHookSpecification: PostCodeHookSpecification;
}

export interface ElicitationCodeHookInvocationSetting {
  readonly EnableCodeHookInvocation: boolean;
  readonly InvocationLabel?: string;
}

/** Success is `Delegate`; failure an error, or `Delegate` with an intent that failed. */
export interface PostCodeHookSpecification {
  readonly SuccessResponse?: ResponseSpecification;
  readonly SuccessNextStep?: DialogState;
  readonly FailureResponse?: ResponseSpecification;
  readonly FailureNextStep?: DialogState;
  readonly TimeoutResponse?: ResponseSpecification;
  readonly TimeoutNextStep?: DialogState;
}

export interface PromptSpecification {
  /** How often the question is put again: 0 to 5. */
  readonly MaxRetries: number;
  /** `Ordered`: the message first, then its variations one by one, a retry each. */
  readonly MessageSelectionStrategy?: 'Random' | 'Ordered';
  readonly MessageGroupsList: readonly MessageGroup[];
}

export interface ResponseSpecification {
  readonly MessageGroupsList: readonly MessageGroup[];
}

/** Lex says one of these; each group gives one message. */
export interface MessageGroup {
  readonly Message: Message;
  readonly Variations?: readonly Message[];
}

/** `{Slot}` in a text stands for the slot's value, `[attribute]` for a session attribute. */
export type Message =
  | { readonly PlainTextMessage: { readonly Value: string } }
  | { readonly SSMLMessage: { readonly Value: string } }
  | { readonly CustomPayload: { readonly Value: string } }
  | { readonly ImageResponseCard: ImageResponseCard };

export interface ImageResponseCard {
  readonly Title: string;
  readonly Subtitle?: string;
  readonly ImageUrl?: string;
  readonly Buttons?: readonly { readonly Text: string; readonly Value: string }[];
}

export interface InitialResponseSetting {
  readonly InitialResponse?: ResponseSpecification;
  readonly NextStep?: DialogState;
  readonly CodeHook?: DialogCodeHookInvocationSetting;
}

export interface IntentConfirmationSetting {
  /** True when left out. */
  readonly IsActive?: boolean;
  readonly PromptSpecification: PromptSpecification;
  readonly ConfirmationResponse?: ResponseSpecification;
  readonly ConfirmationNextStep?: DialogState;
  readonly DeclinationResponse?: ResponseSpecification;
  readonly DeclinationNextStep?: DialogState;
  readonly FailureResponse?: ResponseSpecification;
  readonly FailureNextStep?: DialogState;
  /** Heard after a yes or a no. */
  readonly CodeHook?: DialogCodeHookInvocationSetting;
  /** Heard before the question is put again. */
  readonly ElicitationCodeHook?: ElicitationCodeHookInvocationSetting;
}

export interface FulfillmentCodeHook {
  /** Whether a Lambda function fulfills the intent. */
  readonly Enabled: boolean;
  /** True when left out: whether fulfillment, and what is said after it, takes place at all. */
  readonly IsActive?: boolean;
  readonly PostFulfillmentStatusSpecification?: PostFulfillmentStatusSpecification;
  /** Lets fulfillment take up to 900 seconds instead of 30. */
  readonly FulfillmentUpdatesSpecification?: { readonly Active: boolean; readonly TimeoutInSeconds?: number };
}

export interface PostFulfillmentStatusSpecification {
  readonly SuccessResponse?: ResponseSpecification;
  readonly SuccessNextStep?: DialogState;
  readonly FailureResponse?: ResponseSpecification;
  readonly FailureNextStep?: DialogState;
  readonly TimeoutResponse?: ResponseSpecification;
  readonly TimeoutNextStep?: DialogState;
}

export interface IntentClosingSetting {
  /** True when left out. */
  readonly IsActive?: boolean;
  readonly ClosingResponse?: ResponseSpecification;
  readonly NextStep?: DialogState;
}

/** Where a conversation goes on, and what it takes along. */
export interface DialogState {
  readonly DialogAction?: NextAction;
  readonly Intent?: IntentOverride;
  readonly SessionAttributes?: readonly { readonly Key: string; readonly Value?: string }[];
}

export type NextAction =
  | { readonly Type: 'ElicitSlot'; readonly SlotToElicit: string; readonly SuppressNextMessage?: boolean }
  | {
      readonly Type:
        | 'ElicitIntent'
        | 'StartIntent'
        | 'ConfirmIntent'
        | 'FulfillIntent'
        | 'CloseIntent'
        | 'EndConversation'
        | 'InvokeDialogCodeHook';
      readonly SuppressNextMessage?: boolean;
    };

export interface IntentOverride {
  /** Only when the conversation goes on with another intent. */
  readonly Name?: string;
  readonly Slots?: readonly SlotOverride[];
}

/** An empty `SlotValueOverride` empties the slot; without that, Lex would not ask for it again. */
export interface SlotOverride {
  readonly SlotName: string;
  readonly SlotValueOverride: {
    readonly Shape?: 'Scalar';
    readonly Value?: { readonly InterpretedValue: string };
  };
}

/** A slot type of the bot's own: values with their synonyms, or a built-in type narrowed by a pattern. */
export interface SlotType {
  readonly Name: string;
  readonly Description?: string;
  /** Only `AMAZON.AlphaNumeric`. */
  readonly ParentSlotTypeSignature?: string;
  readonly ValueSelectionSetting?: {
    /** `TOP_RESOLUTION`: only the values and synonyms below; `ORIGINAL_VALUE`: anything alike, as the visitor wrote it. */
    readonly ResolutionStrategy: 'ORIGINAL_VALUE' | 'TOP_RESOLUTION';
    /** What a whole value must look like, as a regular expression. */
    readonly RegexFilter?: { readonly Pattern: string };
  };
  readonly SlotTypeValues?: readonly SlotTypeValue[];
}

export interface SlotTypeValue {
  readonly SampleValue: { readonly Value: string };
  readonly Synonyms?: readonly { readonly Value: string }[];
}
