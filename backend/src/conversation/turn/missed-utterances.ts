import type { Route } from './routing.ts';

/** What visitors asked and no intent knew, for whoever writes the bot. Kept only where the operator wants it. */
export interface MissedUtterances {
  /** Counts a redacted utterance of a bot in a locale. Throws `UpstreamError`. */
  note(bot: string, locale: string, utterance: string): Promise<void>;
}

/** Lex was asked, understood nothing of the bot's, and so the model answered. */
export function isMissed(route: Route): boolean {
  return route.to === 'model' && MISSES.has(route.because);
}

const MISSES: ReadonlySet<string> = new Set(['fallback', 'unsure', 'nothing-to-say']);

/** Longest utterance that is kept, in code points: what is longer is no utterance for an intent, and is cut. */
const UTTERANCE_MAX_LENGTH = 200;

/** How much is looked at, in UTF-16 code units: some patterns look ahead from every letter. */
const LOOKED_AT = 400;

/** What may tell who somebody is, with the word that stands in its place. Each once, in this order: what is cut out first is not looked at again. */
const REDACTIONS: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, '<e-mail>'],
  [/\b(?:[a-z][a-z\d+.-]*:\/\/|www\.)\S+/giu, '<link>'],
  [/(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{2,}/gu, '<name>'],
  // Korean addresses by road, and flats in a block.
  [/\p{L}[\p{L}\p{N}]*(?:로|길)\s?\d+(?:-\d+)?(?:번지)?/gu, '<address>'],
  [/\d+동\s*\d+호/gu, '<address>'],
  [/\b\d+\s+(?:\p{L}+\s+){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr)\b/giu, '<address>'],
  // Who introduces themselves.
  [/(?<=이름은\s*)[\p{L}]+/gu, '<name>'],
  [/(?<=\bmy name is\s+)\p{L}+(?:\s+\p{L}+)?/giu, '<name>'],
  // Keys, tokens, passwords, numbers of orders and passports.
  [/[a-z\d_\-+/=.]{24,}/giu, '<code>'],
  [/(?<![a-z\d])(?=[a-z_-]*\d)(?=[\d_-]*[a-z])[a-z\d_-]{6,}/giu, '<code>'],
  // Telephone, card, account and registration numbers, however they are spaced; read out in Korean, too.
  [/\+?\d(?:[\s().\-–/]{0,2}\d){3,}/gu, '<number>'],
  [/(?:[공영일이삼사오육륙칠팔구](?:[\s-]?)){7,}/gu, '<number>'],
];

/**
 * An utterance without what may tell who said it, in the form in which equal ones are counted together. Empty where nothing is left.
 * Names that nobody announces as such are beyond it.
 */
export function toMissed(text: string): string {
  const plain = startOf(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\p{C}\s]+/gu, ' '),
  );
  const redacted = REDACTIONS.reduce((rest, [pattern, word]) => rest.replace(pattern, word), plain);
  const trimmed = redacted.replace(/[\s.,!?…~。、]+$/u, '').trim();
  return Array.from(trimmed).slice(0, UTTERANCE_MAX_LENGTH).join('').trimEnd();
}

/** Without a last word that is cut: half a number is not known for one. */
function startOf(text: string): string {
  return text.length <= LOOKED_AT ? text : text.slice(0, LOOKED_AT).replace(/\S*$/u, '');
}
