import type { Ranked } from './classify.ts';
import type { LocaleModel } from './locale-model.ts';
import { emptySlots, type Interpretation, type IntentInSession } from './session-state.ts';

/** Lex gives up to four intents besides FallbackIntent. */
const OTHERS_MAX = 4;

/**
 * How the words can be read, surest first. FallbackIntent, which has no confidence, stands where confidences fall below
 * the bot's threshold: first of all if nothing else is meant, or if the conversation has gone to it. An intent that goes on because it asked is certain.
 */
export function interpret(
  model: LocaleModel,
  ranked: readonly Ranked[],
  current: IntentInSession | undefined,
): readonly Interpretation[] {
  const known = ranked.filter(({ intent }) => intent !== model.fallback);
  const [best] = known;
  const isRecognised = best !== undefined && best.intent.Name === current?.name && best.score >= model.threshold;
  const goesOn = current !== undefined && !isRecognised && current.name !== model.fallback.Name;

  const scored = known
    .filter(({ intent }) => !goesOn || intent.Name !== current.name)
    .map(({ intent, score }) => ({
      intent: intent.Name === current?.name ? current : untouched(intent),
      score: round(score),
    }));
  const all = goesOn ? [{ intent: current, score: 1 }, ...scored] : scored;

  const readings = all.slice(0, OTHERS_MAX).map(({ intent, score }) => reading(intent, score));
  const isFallback = current?.name === model.fallback.Name;
  const likely = isFallback ? 0 : all.slice(0, OTHERS_MAX).filter(({ score }) => score >= model.threshold).length;
  const fallback = isFallback ? current : untouched(model.fallback);
  return readings.toSpliced(likely, 0, { intent: fallback, interpretationSource: 'Lex' });
}

function reading(intent: IntentInSession, score: number): Interpretation {
  return { intent, nluConfidence: { score }, interpretationSource: 'Lex' };
}

function untouched(intent: LocaleModel['fallback']): IntentInSession {
  return { name: intent.Name, slots: emptySlots(intent), state: 'InProgress', confirmationState: 'None' };
}

/** Two places, as Lex gives them; never up to the threshold, so that what is shown agrees with what was done. */
function round(score: number): number {
  return Math.floor(score * 100) / 100;
}
