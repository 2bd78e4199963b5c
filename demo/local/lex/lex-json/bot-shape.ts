import type { Shape } from './conform.ts';

/** The files of an export, in CloudFormation's words, as far as a laptop uses them: the types of `bot.ts` as data. */

const TEXT: Shape = { fields: { Value: 'string' } };

const MESSAGE: Shape = {
  fields: {
    'PlainTextMessage?': TEXT,
    'SSMLMessage?': TEXT,
    'CustomPayload?': TEXT,
    'ImageResponseCard?': {
      fields: {
        Title: 'string',
        'Subtitle?': 'string',
        'ImageUrl?': 'string',
        'Buttons?': { listOf: { fields: { Text: 'string', Value: 'string' } } },
      },
    },
  },
};

const GROUPS: Shape = { listOf: { fields: { Message: MESSAGE, 'Variations?': { listOf: MESSAGE } } } };

const RESPONSE: Shape = { fields: { MessageGroupsList: GROUPS } };

const PROMPT: Shape = {
  fields: {
    MaxRetries: 'number',
    MessageGroupsList: GROUPS,
    'MessageSelectionStrategy?': { oneOf: ['Random', 'Ordered'] },
  },
};

const STATE: Shape = {
  fields: {
    'DialogAction?': {
      fields: {
        Type: {
          oneOf: [
            'ElicitIntent',
            'StartIntent',
            'ElicitSlot',
            'EvaluateConditional',
            'InvokeDialogCodeHook',
            'ConfirmIntent',
            'FulfillIntent',
            'CloseIntent',
            'EndConversation',
          ],
        },
        'SlotToElicit?': 'string',
        'SuppressNextMessage?': 'boolean',
      },
    },
    'Intent?': {
      fields: {
        'Name?': 'string',
        'Slots?': {
          listOf: {
            fields: {
              SlotName: 'string',
              SlotValueOverride: { fields: { 'Value?': { fields: { InterpretedValue: 'string' } } } },
            },
          },
        },
      },
    },
    'SessionAttributes?': { listOf: { fields: { Key: 'string', 'Value?': 'string' } } },
  },
};

const OUTCOMES = {
  'SuccessResponse?': RESPONSE,
  'SuccessNextStep?': STATE,
  'FailureResponse?': RESPONSE,
  'FailureNextStep?': STATE,
  'TimeoutResponse?': RESPONSE,
  'TimeoutNextStep?': STATE,
} as const;

const CODE_HOOK: Shape = {
  fields: {
    IsActive: 'boolean',
    EnableCodeHookInvocation: 'boolean',
    'InvocationLabel?': 'string',
    PostCodeHookSpecification: { fields: OUTCOMES },
  },
};

const ELICITATION_HOOK: Shape = { fields: { EnableCodeHookInvocation: 'boolean', 'InvocationLabel?': 'string' } };

const UTTERANCES: Shape = { listOf: { fields: { Utterance: 'string' } } };

export const BOT: Shape = {
  fields: {
    Name: 'string',
    'Description?': 'string',
    DataPrivacy: { fields: { ChildDirected: 'boolean' } },
    IdleSessionTTLInSeconds: 'number',
  },
};

export const BOT_LOCALE: Shape = { fields: { 'Description?': 'string', NluConfidenceThreshold: 'number' } };

export const INTENT: Shape = {
  fields: {
    Name: 'string',
    'Description?': 'string',
    'ParentIntentSignature?': 'string',
    'SampleUtterances?': UTTERANCES,
    'SlotPriorities?': { listOf: { fields: { Priority: 'number', SlotName: 'string' } } },
    'InputContexts?': { listOf: { fields: { Name: 'string' } } },
    'OutputContexts?': { listOf: { fields: { Name: 'string', TimeToLiveInSeconds: 'number', TurnsToLive: 'number' } } },
    'DialogCodeHook?': { fields: { Enabled: 'boolean' } },
    'InitialResponseSetting?': {
      fields: { 'InitialResponse?': RESPONSE, 'NextStep?': STATE, 'CodeHook?': CODE_HOOK },
    },
    'IntentConfirmationSetting?': {
      fields: {
        'IsActive?': 'boolean',
        PromptSpecification: PROMPT,
        'ConfirmationResponse?': RESPONSE,
        'ConfirmationNextStep?': STATE,
        'DeclinationResponse?': RESPONSE,
        'DeclinationNextStep?': STATE,
        'FailureResponse?': RESPONSE,
        'FailureNextStep?': STATE,
        'CodeHook?': CODE_HOOK,
        'ElicitationCodeHook?': ELICITATION_HOOK,
      },
    },
    'FulfillmentCodeHook?': {
      fields: {
        Enabled: 'boolean',
        'IsActive?': 'boolean',
        'PostFulfillmentStatusSpecification?': { fields: OUTCOMES },
        'FulfillmentUpdatesSpecification?': { fields: { Active: 'boolean', 'TimeoutInSeconds?': 'number' } },
      },
    },
    'IntentClosingSetting?': {
      fields: { 'IsActive?': 'boolean', 'ClosingResponse?': RESPONSE, 'NextStep?': STATE },
    },
  },
};

export const SLOT: Shape = {
  fields: {
    Name: 'string',
    'Description?': 'string',
    SlotTypeName: 'string',
    'ObfuscationSetting?': { fields: { ObfuscationSettingType: { oneOf: ['None', 'DefaultObfuscation'] } } },
    ValueElicitationSetting: {
      fields: {
        SlotConstraint: { oneOf: ['Required', 'Optional'] },
        'PromptSpecification?': PROMPT,
        'SampleUtterances?': UTTERANCES,
        'DefaultValueSpecification?': {
          fields: { DefaultValueList: { listOf: { fields: { DefaultValue: 'string' } } } },
        },
        'SlotCaptureSetting?': {
          fields: {
            'CaptureResponse?': RESPONSE,
            'CaptureNextStep?': STATE,
            'FailureResponse?': RESPONSE,
            'FailureNextStep?': STATE,
            'CodeHook?': CODE_HOOK,
            'ElicitationCodeHook?': ELICITATION_HOOK,
          },
        },
      },
    },
  },
};

export const SLOT_TYPE: Shape = {
  fields: {
    Name: 'string',
    'Description?': 'string',
    'ParentSlotTypeSignature?': 'string',
    'ValueSelectionSetting?': {
      fields: {
        ResolutionStrategy: { oneOf: ['ORIGINAL_VALUE', 'TOP_RESOLUTION'] },
        'RegexFilter?': { fields: { Pattern: 'string' } },
      },
    },
    'SlotTypeValues?': { listOf: { fields: { SampleValue: TEXT, 'Synonyms?': { listOf: TEXT } } } },
  },
};
