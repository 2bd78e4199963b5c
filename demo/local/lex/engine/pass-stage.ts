import type { NextAction } from '@lex-chat/backend/bots/bot';
import { saying, type IntentDialogue, type Step } from './dialogue.ts';
import type { DialogHook } from './dialog-hook.ts';
import type { LocaleModel } from './locale-model.ts';
import { override } from './override.ts';
import { proposeNext } from './propose.ts';
import type { Run } from './run.ts';
import { say } from './say.ts';
import type { Next, Stage, Steps } from './steps.ts';

export interface Passing {
  pass(dialogue: IntentDialogue, stage: Stage, otherwise: Next): Run<Step>;
}

export function createPassing(steps: Steps, hooks: DialogHook, model: LocaleModel, random: () => number): Passing {
  return {
    *pass(before, { response, next, hook }, otherwise) {
      steps.count(before);
      const said = say(response, before, random);
      const dialogue = next ? override(before, next) : before;
      const action = next?.DialogAction;
      const step = action
        ? yield* follow(dialogue, action, next.Intent?.Name, told => throughHook(told, hook, 'told', otherwise))
        : yield* throughHook(dialogue, hook, 'by default', otherwise);
      return saying(said, action?.SuppressNextMessage ? { ...step, messages: [] } : step);
    },
  };

  function* throughHook(
    dialogue: IntentDialogue,
    hook: Stage['hook'],
    why: 'told' | 'by default',
    otherwise: Next,
  ): Run<Step> {
    const { setting, isAsked = false } = hook ?? {};
    const hasLambda = model.intentOf(dialogue.intent).DialogCodeHook?.Enabled === true;
    const isPassed =
      why === 'told' ? (setting?.IsActive ?? hasLambda) : hasLambda && isAsked && setting?.IsActive !== false;
    if (!hook || !isPassed) return yield* otherwise(dialogue);
    const { SuccessResponse: response, SuccessNextStep: next } = setting?.PostCodeHookSpecification ?? {};
    const goOn: Next = gone => steps.pass(gone, { response, next }, otherwise);
    // The console writes settings everywhere; the intent's own switch decides whether Lambda is behind them.
    if (!hasLambda || setting?.EnableCodeHookInvocation === false) return yield* goOn(dialogue);
    return yield* hooks.ask(dialogue, proposeNext(model, dialogue, next), setting, goOn);
  }

  function* follow(
    dialogue: IntentDialogue,
    action: NextAction,
    intentName: string | undefined,
    throughHook: Next,
  ): Run<Step> {
    switch (action.Type) {
      case 'ElicitSlot':
        // A slot that holds a value is not asked for again; that is why a bot empties it first.
        return dialogue.intent.slots[action.SlotToElicit]
          ? yield* steps.advance(dialogue)
          : steps.askSlot({ ...dialogue, retries: 0 }, action.SlotToElicit);
      case 'ElicitIntent':
        return { dialogue: { ...dialogue, dialogAction: { type: 'ElicitIntent' }, retries: 0 }, messages: [] };
      case 'StartIntent': {
        const intent = model.findIntent(intentName ?? '') ?? model.fallback;
        const isSame = dialogue.intent.name === intent.Name;
        return yield* steps.begin(dialogue, intent, isSame ? dialogue.intent.slots : {});
      }
      case 'ConfirmIntent':
        return steps.askConfirmation({ ...dialogue, retries: 0 });
      case 'FulfillIntent':
        return yield* steps.fulfill(dialogue);
      case 'CloseIntent':
        return yield* steps.closeWithWords(dialogue);
      case 'InvokeDialogCodeHook':
        return yield* throughHook(dialogue);
      case 'EndConversation':
        return steps.close(dialogue, dialogue.intent.state === 'InProgress' ? 'Failed' : dialogue.intent.state);
    }
  }
}
