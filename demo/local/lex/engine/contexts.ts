import type { Intent } from '@lex-chat/backend/bots/bot';
import type { IntentDialogue } from './dialogue.ts';
import type { ActiveContext } from './session-state.ts';

/** Whether an intent may be meant: one with input contexts only while all of them are active. */
export function isEligible({ InputContexts = [] }: Intent, active: readonly ActiveContext[]): boolean {
  return InputContexts.every(({ Name }) => active.some(({ name }) => name === Name));
}

/** The dialogue with the output contexts of an intent that is fulfilled. Its slots are their attributes. */
export function activateOutputs(dialogue: IntentDialogue, { OutputContexts = [] }: Intent): IntentDialogue {
  if (OutputContexts.length === 0) return dialogue;
  const filled = Object.entries(dialogue.intent.slots).flatMap(([name, slot]) =>
    slot ? [[name, slot.value.interpretedValue] as const] : [],
  );
  const outputs = OutputContexts.map(({ Name, TimeToLiveInSeconds, TurnsToLive }) => ({
    name: Name,
    timeToLive: { timeToLiveInSeconds: TimeToLiveInSeconds, turnsToLive: TurnsToLive },
    contextAttributes: Object.fromEntries(filled),
  }));
  const others = dialogue.activeContexts.filter(({ name }) => !outputs.some(output => output.name === name));
  return { ...dialogue, activeContexts: [...others, ...outputs] };
}

/** What is still active after so many seconds. */
export function elapse(contexts: readonly ActiveContext[], seconds: number): readonly ActiveContext[] {
  return contexts
    .map(context => age(context, seconds, 0))
    .filter(({ timeToLive }) => timeToLive.timeToLiveInSeconds > 0);
}

/** One turn less for each. Those at 0 are in their last turn. */
export function spendTurn(contexts: readonly ActiveContext[]): readonly ActiveContext[] {
  return contexts.map(context => age(context, 0, 1));
}

/** What is left when the turn is over. */
export function withTurnsLeft(contexts: readonly ActiveContext[]): readonly ActiveContext[] {
  return contexts.filter(({ timeToLive }) => timeToLive.turnsToLive > 0);
}

function age(context: ActiveContext, seconds: number, turns: number): ActiveContext {
  const { timeToLiveInSeconds, turnsToLive } = context.timeToLive;
  return {
    ...context,
    timeToLive: { timeToLiveInSeconds: timeToLiveInSeconds - seconds, turnsToLive: turnsToLive - turns },
  };
}
