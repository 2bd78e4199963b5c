import type { Intent } from '@lex-chat/backend/bots/bot';
import { normalise } from './normalise.ts';

/** A value in a text, with the text around it as far as the next value of its type. */
export interface Placed {
  readonly before: string;
  readonly after: string;
}

/** Tells which of several slots of one type a value is for; undefined where nothing tells. */
export type TellSlot = (placed: Placed) => string | undefined;

/**
 * Learns from an intent's samples what stands beside each of several slots of one type: the particle right behind it in
 * Korean (에서, 으로), the nearest word before it elsewhere (`from`, `to`). Only what stands beside one of them tells, so a
 * sentence in an order that no sample has still says which value is which. Weak where a sentence has no such word at all.
 */
export function learnSlotMarks({ SampleUtterances = [] }: Intent, rivals: readonly string[]): TellSlot {
  const slotsOf = new Map<string, Set<string>>();
  for (const { Utterance } of SampleUtterances) {
    for (const { slot, before, after } of placesIn(Utterance, rivals)) {
      for (const mark of marksOf({ before, after })) {
        slotsOf.set(mark, (slotsOf.get(mark) ?? new Set<string>()).add(slot));
      }
    }
  }

  return placed => {
    for (const mark of marksOf(placed)) {
      const [slot, ...others] = slotsOf.get(mark) ?? [];
      if (slot !== undefined && others.length === 0) return slot;
    }
    return undefined;
  };
}

function* placesIn(utterance: string, rivals: readonly string[]) {
  // Splitting on a group keeps what it caught: words, slot, words, slot, … words.
  const pieces = utterance.split(/\{([\w-]+)\}/u);
  for (let i = 1; i < pieces.length; i += 2) {
    const slot = pieces[i]!;
    if (!rivals.includes(slot)) continue;
    const isRival = (piece: string, at: number) => at % 2 === 1 && rivals.includes(piece);
    const next = pieces.findIndex((piece, at) => at > i && isRival(piece, at));
    const last = pieces.findLastIndex((piece, at) => at < i && isRival(piece, at));
    yield {
      slot,
      before: wordsIn(pieces.slice(last + 1, i), last + 1),
      after: wordsIn(pieces.slice(i + 1, next === -1 ? undefined : next), i + 1),
    };
  }
}

/** The words of a run of pieces, of which those at odd places are slots. */
function wordsIn(pieces: readonly string[], start: number): string {
  return pieces.filter((_, i) => (start + i) % 2 === 0).join(' ');
}

/** The nearest first, with the side on which it stands. */
function marksOf({ before, after }: Placed): readonly string[] {
  const [behind = ''] = normalise(after).split(' ');
  const words = normalise(before).split(' ').filter(Boolean).slice(-WORDS_MAX).reverse();
  return [
    ...(HANGUL.test(behind) ? [`~${behind}`] : []),
    ...words.filter(word => !HANGUL.test(word)).map(word => `${word}~`),
  ];
}

/** `from my own`: a word further away belongs to something else. */
const WORDS_MAX = 3;

const HANGUL = /\p{Script=Hangul}/u;
