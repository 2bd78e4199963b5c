import type { FoundNumber } from './found-number.ts';

/** The numbers in English words: twenty-five, three hundred and two, 30k, 2.5 million. */
export function findEnglishNumbers(text: string): readonly FoundNumber[] {
  return Array.from(text.matchAll(RUN)).flatMap(match => {
    const value = read(match[0].toLowerCase().split(/[\s-]+/u));
    return value === undefined ? [] : [{ text: match[0], start: match.index, value, isDate: false }];
  });
}

const ONES = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
  'seventeen eighteen nineteen'
).split(' ');
const TENS = ', ,twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety'.split(',').map(word => word.trim());
const SCALES: Readonly<Record<string, number>> = { hundred: 100, thousand: 1e3, k: 1e3, million: 1e6, billion: 1e9 };

const WORD = [...ONES, ...TENS.slice(2)].join('|');
const SCALE = Object.keys(SCALES).join('|');
const RUN = new RegExp(
  `(?<![\\p{L}\\p{N}.,])(?:(?:${WORD})|\\d[\\d,]*(?:\\.\\d+)?(?=\\s?(?:${SCALE})\\b)|an?(?=[ -](?:${SCALE})\\b))` +
    `(?:(?:[ -]|\\band\\b)*(?:${WORD}|${SCALE})(?![\\p{L}\\p{N}]))*(?![\\p{L}\\p{N}])`,
  'giu',
);

/** Undefined when the words do not make up one number, as in `two five`. */
function read(words: readonly string[]): number | undefined {
  let sum = 0;
  let group = 0;
  let room = Infinity;
  for (const raw of words.flatMap(word => word.match(/[\d.,]+|[a-z]+/gu) ?? [])) {
    const scale = SCALES[raw];
    if (raw === 'and') continue;
    if (scale === 100) {
      group = Math.max(group, 1) * 100;
      room = 100;
    } else if (scale !== undefined) {
      sum += Math.max(group, 1) * scale;
      [group, room] = [0, Infinity];
    } else {
      const part = small(raw);
      if (part === undefined || part >= room) return undefined;
      group += part;
      room = part >= 20 && part % 10 === 0 ? 10 : 1;
    }
  }
  return sum + group;
}

function small(word: string): number | undefined {
  if (word === 'a' || word === 'an') return 1;
  if (/^\d/u.test(word)) return Number(word.replaceAll(',', ''));
  const one = ONES.indexOf(word);
  if (one >= 0) return one;
  const ten = TENS.indexOf(word);
  return ten >= 2 ? ten * 10 : undefined;
}
