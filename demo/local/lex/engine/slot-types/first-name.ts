import { hearEnglishName } from './first-name/english.ts';
import { hearKoreanName } from './first-name/korean.ts';
import { isNoName } from './first-name/no-names.ts';
import { value, type SlotType } from './slot-type.ts';

/**
 * `AMAZON.FirstName`: how somebody wants to be called, without what a sentence puts around it: 민수 of 저는 민수예요,
 * Anna of `my name is Anna`. Both languages are tried, the locale's own first.
 */
export const firstName: SlotType = (text, { language }) => {
  const said = text.normalize('NFKC').replace(EDGES, '');
  if (QUESTION.test(text)) return undefined;
  const hearings =
    language === 'ko'
      ? [hearKoreanName, hearEnglishName, hearOtherName]
      : [hearEnglishName, hearKoreanName, hearOtherName];
  for (const hear of hearings) {
    const name = hear(said);
    if (name !== undefined && isWord(name) && !isNoName(name)) return value(said, name);
  }
  return undefined;
};

/** A name in another script, such as 田中, alone. */
function hearOtherName(said: string): string | undefined {
  return OTHER_SCRIPT.test(said) ? said : undefined;
}

const OTHER_SCRIPT = /^[^\p{Script=Hangul}\p{Script=Latin}\s]{1,12}$/u;

/** Blanks, punctuation and emoji around what was said. */
const EDGES = /^[^\p{L}]+|[^\p{L}]+$/gu;

const QUESTION = /[?？]/u;

/** One to three words of letters, joined as names are. */
const NAME = /^\p{L}[\p{L}\p{M}]*(?:[ '’.-]{1,2}\p{L}[\p{L}\p{M}]*){0,2}$/u;
const NAME_MAX_LENGTH = 40;

function isWord(name: string): boolean {
  return name.length <= NAME_MAX_LENGTH && NAME.test(name);
}
