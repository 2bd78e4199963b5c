import type { BotLocale, FulfillmentCodeHook, Intent, PromptSpecification, Slot } from '../bot.ts';
import { ACCOUNT_KINDS, BANK_IDS, bankName, kindName, slotTypesIn } from './banks.ts';
import { choices, prompt, response } from './prompt.ts';
import type { Wording } from './wording.ts';

/** The dialogue, which is the same in every language. */
export function bankingLocale(wording: Wording): BotLocale {
  return {
    LocaleId: wording.localeId,
    NluConfidenceThreshold: 0.4,
    SlotTypes: slotTypesIn(wording.localeId),
    Intents: [
      checkBalance(wording),
      transferMoney(wording),
      recentTransfers(wording),
      cancel(wording),
      {
        // Says nothing: what this bot does not know is the language model's to answer.
        Name: 'FallbackIntent',
        ParentIntentSignature: 'AMAZON.FallbackIntent',
      },
    ],
  };
}

function checkBalance(wording: Wording): Intent {
  const { hears, askBank, askAccount } = wording.checkBalance;
  return {
    Name: 'CheckBalance',
    Description: 'Tells the balance of one of the visitor’s accounts.',
    SampleUtterances: hears.map(Utterance => ({ Utterance })),
    Slots: [
      required('BankName', 'BankName', bankPrompt(askBank, wording), wording),
      required('BankAccount', 'AccountKind', kindPrompt(askAccount, wording), wording),
    ],
    SlotPriorities: inOrder('BankName', 'BankAccount'),
    DialogCodeHook: { Enabled: true },
    FulfillmentCodeHook: fulfillment(wording),
  };
}

function transferMoney(wording: Wording): Intent {
  const words = wording.transferMoney;
  return {
    Name: 'TransferMoney',
    Description: 'Moves money from one of the visitor’s accounts to another.',
    SampleUtterances: words.hears.map(Utterance => ({ Utterance })),
    Slots: [
      required('SourceBank', 'BankName', bankPrompt(words.askSourceBank, wording), wording),
      required('SourceAccount', 'AccountKind', kindPrompt(words.askSourceAccount, wording), wording),
      required('TargetBank', 'BankName', bankPrompt(words.askTargetBank, wording), wording),
      required('TargetAccount', 'AccountKind', kindPrompt(words.askTargetAccount, wording), wording),
      required('Amount', 'AMAZON.Number', prompt(words.askAmount), wording, words.hearsAmount),
      {
        // Asked by the hook alone, and only when there is a last account to offer.
        Name: 'UseLastAccount',
        Description: 'Whether the money comes from the account whose balance was told last.',
        SlotTypeName: 'AMAZON.Confirmation',
        ValueElicitationSetting: {
          SlotConstraint: 'Optional',
          PromptSpecification: prompt(words.askUseLastAccount),
          SlotCaptureSetting: givingUp(wording),
        },
      },
    ],
    SlotPriorities: inOrder('SourceBank', 'SourceAccount', 'TargetBank', 'TargetAccount', 'Amount', 'UseLastAccount'),
    DialogCodeHook: { Enabled: true },
    IntentConfirmationSetting: {
      PromptSpecification: prompt(words.confirm),
      DeclinationResponse: response([words.declined]),
      DeclinationNextStep: { DialogAction: { Type: 'EndConversation' } },
      FailureResponse: response([words.declined]),
      FailureNextStep: { DialogAction: { Type: 'EndConversation' } },
    },
    FulfillmentCodeHook: fulfillment(wording),
  };
}

function recentTransfers(wording: Wording): Intent {
  return {
    Name: 'RecentTransfers',
    Description: 'Lists the transfers of this conversation.',
    SampleUtterances: wording.recentTransfers.hears.map(Utterance => ({ Utterance })),
    FulfillmentCodeHook: fulfillment(wording),
  };
}

/**
 * Lets go of what was begun: another intent takes the place of the one that asks, with its slots. An intent of the bot's own, because
 * that of Lex (`AMAZON.CancelIntent`) does not say in which languages it is heard.
 */
function cancel({ cancel: { hears, cancelled } }: Wording): Intent {
  return {
    Name: 'Cancel',
    Description: 'Ends what the bot was asking for, without doing anything.',
    SampleUtterances: hears.map(Utterance => ({ Utterance })),
    IntentClosingSetting: { ClosingResponse: response([cancelled]) },
  };
}

function required(
  name: string,
  type: string,
  question: PromptSpecification,
  wording: Wording,
  hears: readonly string[] = [],
): Slot {
  return {
    Name: name,
    SlotTypeName: type,
    ValueElicitationSetting: {
      SlotConstraint: 'Required',
      PromptSpecification: question,
      ...(hears.length > 0 && { SampleUtterances: hears.map(Utterance => ({ Utterance })) }),
      SlotCaptureSetting: givingUp(wording),
    },
  };
}

function givingUp({ givenUp }: Wording) {
  return {
    FailureResponse: response([givenUp]),
    FailureNextStep: { DialogAction: { Type: 'EndConversation' } },
  } as const;
}

function fulfillment({ failed, timedOut }: Wording): FulfillmentCodeHook {
  return {
    Enabled: true,
    PostFulfillmentStatusSpecification: {
      FailureResponse: response([failed]),
      FailureNextStep: { DialogAction: { Type: 'EndConversation' } },
      TimeoutResponse: response([timedOut]),
      TimeoutNextStep: { DialogAction: { Type: 'EndConversation' } },
    },
  };
}

function inOrder(...names: readonly string[]) {
  return names.map((SlotName, i) => ({ Priority: i + 1, SlotName }));
}

function bankPrompt(texts: readonly string[], { banks, localeId }: Wording): PromptSpecification {
  return prompt(
    texts,
    choices(
      banks,
      BANK_IDS.map(bank => bankName(bank, localeId)),
    ),
  );
}

function kindPrompt(texts: readonly string[], { kinds, localeId }: Wording): PromptSpecification {
  return prompt(
    texts,
    choices(
      kinds,
      ACCOUNT_KINDS.map(kind => kindName(kind, localeId)),
    ),
  );
}
