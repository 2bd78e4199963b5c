import type { Intent } from '@lex-chat/backend/bots/bot';
import { normalise } from './normalise.ts';
import { createFrames, type Framed } from './frames.ts';
import { learnLikelihood, type Said } from './likelihood.ts';
import { createReader, VALUE_MARK } from './reader.ts';
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
  /** Takes the values out of a text that are known wherever they stand: their types, and what is left, with a mark where each was. */
  takeOut(wanted: readonly string[], text: string, hearing: Hearing, mark: string): TakenOut;
}

export interface TakenOut {
  readonly types: readonly string[];
  readonly left: string;
}

/** Learns the sample utterances of the intents. Only what was written as in one of them is certain. */
export function createClassifier(intents: readonly Intent[], slotSense: SlotSense): Classify {
  const samples = intents.flatMap(intent =>
    (intent.SampleUtterances ?? []).map(sample => learn(intent, sample.Utterance)),
  );
  const samplesOf = new Map(intents.map(of => [of, samples.filter(({ intent }) => intent === of)]));
  // What is the bot's own is told from numbers and the like before them.
  const known = [...new Set(samples.flatMap(({ types }) => types))].toSorted(
    (a, b) => Number(isBuiltIn(a)) - Number(isBuiltIn(b)),
  );
  const read = createReader(samples.map(({ words }) => words));
  const likelihood = learnLikelihood(
    samples.map(({ intent, words, types }) => ({
      intent: intents.indexOf(intent),
      said: { ...read(words), values: types },
    })),
    intents.length,
  );

  const announced = createFrames(intents, slotSense.coverage);

  return (text, hearing) => {
    const compact = wordsOf(text).join('');
    if (compact === '') return [];
    const framed = announced(text, hearing);
    const said = hear(framed, text, hearing);
    const likelihoods = said.meanings.size + said.values.length === 0 ? [] : likelihood(said);
    const ranked = intents.map((intent, i) => {
      const spotted = { ...slotSense.spot(intent, text, hearing), ...(framed?.intent === intent && framed.slotTexts) };
      for (const sample of samplesOf.get(intent)!) {
        const slotTexts = asIn(sample, compact, text, hearing);
        if (slotTexts) return { intent, score: 1, slotTexts: { ...spotted, ...slotTexts } };
      }
      return { intent, score: Math.min(likelihoods[i] ?? 0, UNCERTAIN_MAX), slotTexts: spotted };
    });
    // Sorting is stable: ties go to the intent that the bot names first.
    return ranked.filter(({ score }) => score >= SCORE_MIN).sort((a, b) => b.score - a.score);
  };

  function hear(framed: Framed | undefined, text: string, hearing: Hearing): Said {
    const { types, left } = slotSense.takeOut(known, framed?.left ?? text, hearing, VALUE_MARK);
    const announcedTypes = framed ? typesOf(framed.intent, Object.keys(framed.slotTexts)) : [];
    return { ...read(wordsOf(left)), values: [...new Set([...types, ...announcedTypes])] };
  }

  /** What stands for the slots when the text is the sample; undefined when it is not. */
  function asIn(sample: Sample, said: string, text: string, hearing: Hearing): SlotTexts | undefined {
    const { intent, compact, template } = sample;
    if (!template) return said === compact ? {} : undefined;
    // Trying a template costs much more than seeing that it cannot fit.
    if (!sample.literals.every(word => said.includes(word))) return undefined;
    return matchTemplate(template, text, (slot, part) => slotSense.coverage(intent, slot, part, hearing));
  }
}

const UNCERTAIN_MAX = 0.99;

/** What is shown to two places must not be shown as nothing. */
const SCORE_MIN = 0.01;

interface Sample {
  readonly intent: Intent;
  readonly words: readonly string[];
  /** Of the slots that stand between the words. */
  readonly types: readonly string[];
  /** The words beside the slots. */
  readonly literals: readonly string[];
  /** Without blanks: Korean writes words together or apart as it likes. */
  readonly compact: string;
  readonly template: Template | undefined;
}

function learn(intent: Intent, utterance: string): Sample {
  const template = templateOf(utterance);
  const literals = wordsOf(withoutSlots(utterance));
  const words = wordsOf(withoutSlots(utterance, VALUE_MARK));
  const types = typesOf(intent, template?.slots ?? []);
  return { intent, words, types, literals, compact: literals.join(''), template };
}

function typesOf(intent: Intent, slots: readonly string[]): readonly string[] {
  return [...new Set(slots.flatMap(slot => intent.Slots?.find(({ Name }) => Name === slot)?.SlotTypeName ?? []))];
}

function isBuiltIn(type: string): boolean {
  return type.startsWith('AMAZON.');
}

function wordsOf(text: string): readonly string[] {
  return normalise(text)
    .split(' ')
    .filter(word => word !== '');
}
