import type { SlotValue } from './session-state.ts';

/** How much of a text its value is, from 0 to 1: `3만 원` is half of `오늘 3만 원`. */
export function coverage(text: string, found: SlotValue | undefined): number {
  if (!found) return 0;
  const whole = lettersIn(text);
  if (whole === 0) return 0;
  const share = Math.min(lettersIn(found.originalValue) / whole, 1);
  return found.resolvedValues.length === 0 ? share * UNKNOWN : share;
}

/** What a type takes without knowing it is a guess. */
const UNKNOWN = 0.7;

function lettersIn(text: string): number {
  return text.match(LETTER)?.length ?? 0;
}

const LETTER = /[\p{L}\p{N}]/gu;
