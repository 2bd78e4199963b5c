import type { Intent, PromptSpecification } from '@lex-chat/backend/bots/bot';
import type { Ranked } from './classify.ts';
import type { Dialogue, Step } from './dialogue.ts';
import type { LocaleModel } from './locale-model.ts';
import type { Run } from './run.ts';
import type { Hearing } from './slot-types/slot-type.ts';
import type { Steps } from './steps.ts';

/** What a visitor said in one turn, and what can be made of it. */
export interface Heard {
  readonly model: LocaleModel;
  readonly steps: Steps;
  readonly text: string;
  readonly hearing: Hearing;
  /** The intents that may be meant, the surest first. */
  readonly ranked: readonly Ranked[];
}

/** What visitors must reach to leave a question unanswered for another intent. */
export const CLEAR = 0.75;
export const CERTAIN = 1;

/** The visitor's words begin an intent: the surest one, or FallbackIntent when none is sure enough. */
export function beginHeard({ model, steps, ranked, hearing }: Heard, before: Dialogue): Run<Step> {
  const [best] = ranked;
  if (!best || best.score < model.threshold) return steps.begin(before, model.fallback, {});
  return steps.begin(before, best.intent, model.valuesOf(best.intent, best.slotTexts, hearing));
}

/** Whether the visitor has turned from `intent` to something else. */
export function turnsAway({ ranked }: Heard, intent: Intent, atLeast: number): boolean {
  const [best] = ranked;
  return best !== undefined && best.intent !== intent && best.score >= atLeast;
}

export function mayRetry({ retries }: Dialogue, prompt: PromptSpecification | undefined): boolean {
  return prompt !== undefined && retries < prompt.MaxRetries;
}
