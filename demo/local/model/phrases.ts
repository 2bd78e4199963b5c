/** What several words say together but none of them alone, and the one word that is then looked for. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/몇\s*시(?!간)\S*/gu, '영업시간'],
  [/어떻게\s*(?:가|와|오|갈|찾아)[가-힣]*/gu, '가는길'],
  [/(?:가|오)(?:는|시는)\s*(?:길|방법)[가-힣]*/gu, '가는길'],
  [/\bwhat time\b/gu, 'hours'],
  [/\bhow long\b/gu, 'duration'],
  [/\b(?:get|come|travel|go) (?:there|here|to (?:you|(?:your|the) (?:shop|store)))\b/gu, 'route'],
];

/** An address says nothing in its words. */
const ADDRESS = /\S+@\S+/gu;

/** Puts one word in the place of each phrase. The text is in lower case. */
export function joinPhrases(text: string): string {
  return PHRASES.reduce(
    (joined, [phrase, word]) => joined.replaceAll(phrase, ` ${word} `),
    text.replaceAll(ADDRESS, ' '),
  );
}
