import type { SlotType as SlotTypeDefinition } from '@lex-chat/backend/bots/bot';
import { normalise } from '../normalise.ts';
import { value, type SlotType } from './slot-type.ts';

/**
 * A bot's own type: values and their synonyms, found anywhere in a text, the longest first. `ORIGINAL_VALUE` also takes
 * a text that holds none of them, as it is.
 */
export function createCustomSlotType({ SlotTypeValues = [], ValueSelectionSetting }: SlotTypeDefinition): SlotType {
  const keepsOriginal = ValueSelectionSetting?.ResolutionStrategy !== 'TOP_RESOLUTION';
  const known = SlotTypeValues.flatMap(({ SampleValue, Synonyms = [] }) =>
    [SampleValue, ...Synonyms].map(({ Value }) => ({ heard: compact(Value), resolved: SampleValue.Value })),
  ).toSorted((a, b) => b.heard.length - a.heard.length);

  return text => {
    const found = known.find(({ heard }) => isIn(heard, text));
    const whole = text.trim();
    if (!found) return keepsOriginal && whole !== '' ? { ...value(whole), resolvedValues: [] } : undefined;
    const originalValue = partThatIs(found.heard, whole);
    return {
      originalValue,
      interpretedValue: keepsOriginal ? originalValue : found.resolved,
      resolvedValues: [found.resolved],
    };
  };
}

/** Korean writes compounds together or apart as it likes. */
function compact(text: string): string {
  return normalise(text).replaceAll(' ', '');
}

/** Latin words begin where they begin: `green` is not in `evergreen`. Korean ones stand in compounds. */
function isIn(heard: string, text: string): boolean {
  if (heard === '' || !compact(text).includes(heard)) return false;
  if (!LATIN.test(heard)) return true;
  const words = normalise(text).split(' ');
  return words.some((_, i) => words.slice(i).join('').startsWith(heard));
}

const LATIN = /^\p{Script=Latin}+$/u;

/** The shortest part that is the value, as the visitor wrote it: without the particle behind it. */
function partThatIs(heard: string, text: string): string {
  const letters = Array.from(text);
  for (let start = 0; start < letters.length; start++) {
    for (let end = start + 1; end <= letters.length && end - start <= PART_MAX_LENGTH; end++) {
      const part = letters.slice(start, end).join('');
      const said = compact(part);
      if (said === heard && part.trim() === part) return part;
      if (said.length > heard.length) break;
    }
  }
  return text;
}

/** Longer than any value that Lex takes, so that a strange text costs little. */
const PART_MAX_LENGTH = 150;
