/**
 * An English word without the endings of plurals and verbs, so that `transfers`, `transferred` and `transferring` are one.
 * Crude on purpose: both sides of a comparison are stemmed, so a stem need not be a word. `sent` and its like are known.
 */
export function stem(word: string): string {
  const known = IRREGULAR.get(word);
  if (known !== undefined) return known;
  if (word.length < LENGTH_MIN) return word;
  const bare = word.replace(/(?:ing|ed|es|s)$/u, '').replace(/([^aeiouls])\1$/u, '$1');
  return bare.replace(/e$/u, '');
}

/** Whether a word says that something has been done. */
export function isPastForm(word: string): boolean {
  return PAST.has(word) || (word.length >= LENGTH_MIN && word.endsWith('ed'));
}

/** Shorter words have no endings, or too little before them. */
const LENGTH_MIN = 5;

const IRREGULAR: ReadonlyMap<string, string> = new Map(
  [
    'sent send',
    'sends send',
    'move mov',
    'went go',
    'paid pay',
    'made make',
    'wired wir',
    'gave give',
    'left left',
  ].map(pair => pair.split(' ') as [string, string]),
);

const PAST: ReadonlySet<string> = new Set(['sent', 'went', 'paid', 'made', 'did', 'gave']);
