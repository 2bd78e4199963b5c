import { en } from './en.ts';
import { ko } from './ko.ts';
import type { Strings } from './strings.ts';

/** The words for a BCP 47 tag; English for a language nobody has written yet. */
export function chooseStrings(language: string): Strings {
  return /^ko\b/i.test(language) ? ko : en;
}
