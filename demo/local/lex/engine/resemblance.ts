import type { Intent } from '@lex-chat/backend/bots/bot';
import { isGeneric } from './generic-words.ts';
import { createVocabulary, type Likenesses } from './vocabulary.ts';

/** A sample utterance, as far as its likeness to other texts goes. */
export interface SampleWords {
  readonly intent: Intent;
  readonly words: readonly string[];
  /** The slots that stand between the words. */
  readonly slots: readonly string[];
}

/** What is known to be values of an intent's slots: the slots, and the words of the text that are their values. */
export interface Spotted {
  readonly slots: readonly string[];
  readonly words: ReadonlySet<string>;
}

/**
 * Learns sample utterances; what is returned tells how much a text, in words, resembles each intent, from 0 to 1.
 *
 * Two things must hold, and their product is the answer: the words of the text are known to the intent, and one of its
 * utterances is there as a whole. So 안녕하세요 환불해 주세요 is no greeting although it holds one, and `name` alone is
 * not `my name is {Name}`. Words that fewer intents know weigh more, words that no intent knows most; words that fit any
 * request weigh little, are known only where they belong, and carry no intent by themselves.
 */
export function createResemblance(
  samples: readonly SampleWords[],
): (words: readonly string[], spotted: (intent: Intent) => Spotted) => ReadonlyMap<Intent, number> {
  const intents = new Set(samples.map(({ intent }) => intent));
  const samplesOf = new Map(Array.from(intents, of => [of, samples.filter(({ intent }) => intent === of)]));
  const known = new Map(Array.from(samplesOf, ([of, own]) => [of, new Set(own.flatMap(({ words }) => words))]));
  const likenessesOf = createVocabulary(new Set(samples.flatMap(({ words }) => words)));

  return (words, spotted) => {
    const said = words.map(say);
    return new Map(Array.from(samplesOf, ([intent, own]) => [intent, resemblance(said, spotted(intent), intent, own)]));
  };

  function say(word: string): Said {
    const likenesses = likenessesOf(word);
    if (isGeneric(word)) return { word, likenesses, weight: GENERIC, isGeneric: true };
    const knowing = Array.from(known.values()).filter(vocabulary => bestLikeness(likenesses, vocabulary) > 0).length;
    return { word, likenesses, weight: 1 + RARITY * (1 - knowing / known.size), isGeneric: false };
  }

  function resemblance(all: readonly Said[], spotted: Spotted, intent: Intent, own: readonly SampleWords[]): number {
    // A value stands where a slot does; that no utterance has that word tells nothing.
    const said = all.filter(({ word }) => !isValue(word, spotted));
    const generic = said.filter(one => one.isGeneric);
    const telling = said
      .filter(one => !one.isGeneric)
      .map(one => [one.weight, bestLikeness(one.likenesses, known.get(intent)!)] as const);
    const scores = own.map(({ words, slots }) => {
      const here = new Set(words);
      const missing = slots.filter(slot => !spotted.slots.includes(slot)).length;
      const understood = share([
        ...telling,
        ...generic.map(one => [one.weight, bestLikeness(one.likenesses, here)] as const),
      ]);
      return understood * completeness(words, missing, slots.length - missing, said) ** COMPLETENESS_EXPONENT;
    });
    return Math.max(0, ...scores);
  }
}

interface Said {
  readonly word: string;
  readonly likenesses: Likenesses;
  readonly weight: number;
  readonly isGeneric: boolean;
}

/** Weights beside a word that all intents know, which is 1. */
const GENERIC = 0.6;
const RARITY = 0.6;
const SLOT = 1.5;

/** A half-alike word is understood well enough, but it is much less than the word of the sample. */
const COMPLETENESS_EXPONENT = 1.5;

/** A value with its particle is one word in Korean: 국민은행에서. */
function isValue(word: string, { words }: Spotted): boolean {
  if (words.has(word)) return true;
  for (const value of words) {
    if (value.length >= VALUE_MIN_LENGTH && word.startsWith(value) && word.length - value.length <= PARTICLE_MAX_LENGTH)
      return true;
  }
  return false;
}

const VALUE_MIN_LENGTH = 2;
const PARTICLE_MAX_LENGTH = 3;

/** How much of a sample is in what was said; 0 when only words are that fit any request. */
function completeness(
  words: readonly string[],
  missingSlots: number,
  foundSlots: number,
  said: readonly Said[],
): number {
  const found = words.map(word => ({
    weight: isGeneric(word) ? GENERIC : 1,
    like: Math.max(0, ...said.map(({ likenesses }) => likenesses.get(word) ?? 0)),
  }));
  if (!found.some(({ weight, like }) => weight === 1 && like > 0)) return 0;
  return share([
    ...found.map(({ weight, like }) => [weight, like] as const),
    [SLOT * missingSlots, 0],
    [SLOT * foundSlots, 1],
  ]);
}

function bestLikeness(likenesses: Likenesses, vocabulary: ReadonlySet<string>): number {
  let best = 0;
  for (const [word, like] of likenesses) if (like > best && vocabulary.has(word)) best = like;
  return best;
}

/** The mean of the second numbers, weighed by the first. */
function share(parts: readonly (readonly [weight: number, part: number])[]): number {
  const whole = parts.reduce((sum, [weight]) => sum + weight, 0);
  return whole === 0 ? 0 : parts.reduce((sum, [weight, part]) => sum + weight * part, 0) / whole;
}
