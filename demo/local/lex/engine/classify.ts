import type { Intent } from '@lex-chat/backend/bots/bot';
import { normalise } from './normalise.ts';
import { createResemblance } from './resemblance.ts';
import { matchTemplate, templateOf, withoutSlots, type Template } from './template.ts';

/** An intent and how surely it is meant, from 0 to 1, with the texts that stand where its utterance has slots. */
export interface Ranked {
  readonly intent: Intent;
  readonly score: number;
  readonly slotTexts: Readonly<Record<string, string>>;
}

/** Ranks the intents by how well they fit a text, the best first; those that fit not at all are left out. */
export type Classify = (text: string) => readonly Ranked[];

/**
 * Learns the sample utterances of the intents. Only what was written as in one of them is certain.
 *
 * @param fits whether a text can be a value of that slot; an utterance with slots fits only if all of them do
 */
export function createClassifier(
  intents: readonly Intent[],
  fits: (intent: Intent, slot: string, text: string) => boolean,
): Classify {
  const samples = intents.flatMap(intent =>
    (intent.SampleUtterances ?? []).map(sample => learn(intent, sample.Utterance)),
  );
  const resemblance = createResemblance(samples);

  return text => {
    const words = wordsOf(text);
    const compact = words.join('');
    const resemblances = resemblance(words);
    const ranked = intents.map(intent => {
      const own = samples.filter(sample => sample.intent === intent);
      const slotTexts =
        compact === '' ? undefined : own.map(sample => asIn(sample, compact, text)).find(found => found);
      const score = slotTexts ? 1 : Math.min(resemblances.get(intent) ?? 0, UNCERTAIN_MAX);
      return { intent, score, slotTexts: slotTexts ?? {} };
    });
    // Sorting is stable: ties go to the intent that the bot names first.
    return ranked.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  };

  /** What stands for the slots when the text is the sample; undefined when it is not. */
  function asIn({ intent, compact, template }: Sample, said: string, text: string): Ranked['slotTexts'] | undefined {
    if (!template) return said === compact ? {} : undefined;
    const slotTexts = matchTemplate(template, text);
    const isFilled = slotTexts && Object.entries(slotTexts).every(([slot, value]) => fits(intent, slot, value));
    return isFilled ? slotTexts : undefined;
  }
}

const UNCERTAIN_MAX = 0.99;

interface Sample {
  readonly intent: Intent;
  readonly words: readonly string[];
  readonly slotCount: number;
  /** Without blanks: Korean writes words together or apart as it likes. */
  readonly compact: string;
  readonly template: Template | undefined;
}

function learn(intent: Intent, utterance: string): Sample {
  const words = wordsOf(withoutSlots(utterance));
  const template = templateOf(utterance);
  return { intent, words, slotCount: template?.slots.length ?? 0, compact: words.join(''), template };
}

function wordsOf(text: string): readonly string[] {
  return normalise(text)
    .split(' ')
    .filter(word => word !== '');
}
