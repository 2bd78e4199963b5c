import type { SlotValue } from '../session-state.ts';

/** The language of a locale: `ko` of `ko_KR`. */
export type Language = string;

/** What a text is heard in. */
export interface Hearing {
  readonly language: Language;
  /** The visitor’s clock: a date whose UTC fields are what the clock shows. */
  readonly localTime: () => Date;
}

/**
 * Finds a value of one type in what a visitor wrote; undefined when there is none. It hears answers to a question as
 * well as the part of a sample utterance where the slot stands. `originalValue` is the part that is the value.
 */
export type SlotType = (text: string, hearing: Hearing) => SlotValue | undefined;

/** A value that stands for itself. */
export function value(originalValue: string, interpretedValue = originalValue): SlotValue {
  return { originalValue, interpretedValue, resolvedValues: [interpretedValue] };
}
