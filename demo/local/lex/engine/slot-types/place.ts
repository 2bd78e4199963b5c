import { value, type SlotType } from './slot-type.ts';

/**
 * `AMAZON.City`, `AMAZON.Country` and their like: a name without what a sentence puts around it. The laptop has no list of
 * places, so it takes any short name.
 */
export const place: SlotType = text => {
  const whole = text.normalize('NFKC').replace(EDGES, '');
  if (QUESTION.test(text)) return undefined;
  const name = whole.replace(OPENING, '').replace(KOREAN_ENDING, '').replace(ENGLISH_ENDING, '').trim();
  return NAME.test(name) && name.length <= NAME_MAX_LENGTH ? value(whole, name) : undefined;
};

const EDGES = /^[^\p{L}]+|[^\p{L}]+$/gu;
const QUESTION = /[?？]/u;

const OPENING =
  /^(?:저는|나는|제가|내가)\s+|^(?:i['’]?m\s+(?:in|from)|i\s+(?:am|live|come)\s+(?:in|from)|it['’]?s|it\s+is|to|in|from|at)\s+/iu;
const KOREAN_ENDING =
  /(?<=[가-힣]{2,})(?:이요|요|이에요|예요|입니다|이야|으로요|로요|에서요|에요|에서|까지|에\s*(?:살아요|있어요|가요)|으로|(?<![가-힣]{2}구)로)$/u;
const ENGLISH_ENDING = /[\s,]+(?:please|thanks|thank you)$/iu;

/** One to four words of letters. */
const NAME = /^\p{L}[\p{L}\p{M}.'’-]*(?: \p{L}[\p{L}\p{M}.'’-]*){0,3}$/u;
const NAME_MAX_LENGTH = 60;
