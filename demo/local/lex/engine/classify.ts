import type { Intent } from '@lex-chat/backend/bots/bot';
import { normalise } from './normalise.ts';
import { createResemblance, type SampleWords } from './resemblance.ts';
import type { Hearing } from './slot-types/slot-type.ts';
import { matchTemplate, templateOf, withoutSlots, type SlotTexts, type Template } from './template.ts';

/** An intent and how surely it is meant, from 0 to 1, with the texts that are values of its slots. */
export interface Ranked {
  readonly intent: Intent;
  readonly score: number;
  readonly slotTexts: SlotTexts;
}

/** Ranks the intents by how well they fit a text, the best first; those that fit not at all are left out. */
export type Classify = (text: string, hearing: Hearing) => readonly Ranked[];

/** What is known of slots where intents are told apart. */
export interface SlotSense {
  /** How much of a text is a value of that slot, from 0 to 1. An utterance with slots fits only if all of them do. */
  coverage(intent: Intent, slot: string, text: string, hearing: Hearing): number;
  /** The slots whose values stand somewhere in a text, and the words that are the values. */
  spot(intent: Intent, text: string, hearing: Hearing): SlotTexts;
}

/** Learns the sample utterances of the intents. Only what was written as in one of them is certain. */
export function createClassifier(intents: readonly Intent[], slotSense: SlotSense): Classify {
  const samples = intents.flatMap(intent =>
    (intent.SampleUtterances ?? []).map(sample => learn(intent, sample.Utterance)),
  );
  const samplesOf = new Map(intents.map(of => [of, samples.filter(({ intent }) => intent === of)]));
  const resemblance = createResemblance(samples);

  return (text, hearing) => {
    const words = wordsOf(text);
    const compact = words.join('');
    if (compact === '') return [];
    const spotted = new Map(intents.map(intent => [intent, slotSense.spot(intent, text, hearing)]));
    const resemblances = resemblance(words, intent => {
      const values = spotted.get(intent)!;
      return { slots: Object.keys(values), words: new Set(Object.values(values).flatMap(wordsOf)) };
    });
    const ranked = intents.map(intent => {
      for (const sample of samplesOf.get(intent)!) {
        const slotTexts = asIn(sample, compact, text, hearing);
        if (slotTexts) return { intent, score: 1, slotTexts: { ...spotted.get(intent), ...slotTexts } };
      }
      const score = Math.min(resemblances.get(intent) ?? 0, UNCERTAIN_MAX);
      return { intent, score, slotTexts: spotted.get(intent)! };
    });
    // Sorting is stable: ties go to the intent that the bot names first.
    return ranked.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  };

  /** What stands for the slots when the text is the sample; undefined when it is not. */
  function asIn(sample: Sample, said: string, text: string, hearing: Hearing): SlotTexts | undefined {
    const { intent, compact, template } = sample;
    if (!template) return said === compact ? {} : undefined;
    return matchTemplate(template, text, (slot, part) => slotSense.coverage(intent, slot, part, hearing));
  }
}

const UNCERTAIN_MAX = 0.99;

interface Sample extends SampleWords {
  /** Without blanks: Korean writes words together or apart as it likes. */
  readonly compact: string;
  readonly template: Template | undefined;
}

function learn(intent: Intent, utterance: string): Sample {
  const words = wordsOf(withoutSlots(utterance));
  const template = templateOf(utterance);
  return { intent, words, slots: template?.slots ?? [], compact: words.join(''), template };
}

function wordsOf(text: string): readonly string[] {
  return normalise(text)
    .split(' ')
    .filter(word => word !== '');
}
