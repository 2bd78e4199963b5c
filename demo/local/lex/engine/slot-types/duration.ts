import { value, type SlotType } from './slot-type.ts';
import { writtenInDigits } from './written-in-digits.ts';

/** `AMAZON.Duration`: a length of time as ISO 8601 writes it: PT2H30M of 2시간 30분, P3D of three days. */
export const duration: SlotType = text => {
  const said = inDigits(text.normalize('NFKC'));
  const amounts = new Map<Unit, number>();
  let first = said.length;
  let last = 0;
  for (const match of said.matchAll(PART)) {
    const [whole, digits = '', word = '', half] = match;
    const unit = unitOf(word.toLowerCase());
    if (!unit || amounts.has(unit)) return undefined;
    amounts.set(unit, Number(digits));
    if (half) addHalf(amounts, unit);
    first = Math.min(first, match.index);
    last = match.index + whole.length;
  }
  if (amounts.size === 0) return undefined;
  return value(said.slice(first, last).trim(), write(amounts));
};

type Unit = 'Y' | 'M' | 'W' | 'D' | 'H' | 'm' | 'S';

const WORDS: Readonly<Record<string, Unit>> = {
  년: 'Y',
  해: 'Y',
  개월: 'M',
  달: 'M',
  주일: 'W',
  주: 'W',
  일: 'D',
  시간: 'H',
  분: 'm',
  초: 'S',
  year: 'Y',
  month: 'M',
  week: 'W',
  day: 'D',
  hour: 'H',
  hr: 'H',
  minute: 'm',
  min: 'm',
  second: 'S',
  sec: 'S',
};

const PART =
  /(\d{1,6}(?:\.\d{1,2})?)\s?(년|해|개월|달|주일|주|일|시간|분|초|(?:years?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?)(?!\p{L}))(?!\p{L}*요일)(\s?반(?!\p{L})|\sand\sa\shalf)?/giu;

function unitOf(word: string): Unit | undefined {
  return WORDS[word] ?? WORDS[word.replace(/s$/u, '')];
}

/** `an hour` and `two hours` are counted as well. */
function inDigits(text: string): string {
  return writtenInDigits(text)
    .replace(/\bhalf an hour\b/giu, '30 minutes')
    .replace(COUNTED, (_, word: string) => String(Math.max(NUMBERS.indexOf(word.toLowerCase()), 1)));
}

const NUMBERS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const COUNTED = new RegExp(
  `\\b(an?|${NUMBERS.slice(1).join('|')})(?=\\s(?:year|month|week|day|hour|hr|minute|min|second|sec)s?\\b)`,
  'giu',
);

const HALVES: Readonly<Record<Unit, readonly [Unit, number]>> = {
  Y: ['M', 6],
  M: ['D', 15],
  W: ['D', 3],
  D: ['H', 12],
  H: ['m', 30],
  m: ['S', 30],
  S: ['S', 0],
};

function addHalf(amounts: Map<Unit, number>, unit: Unit): void {
  const [smaller, count] = HALVES[unit];
  if (!amounts.has(smaller)) amounts.set(smaller, count);
}

function write(amounts: ReadonlyMap<Unit, number>): string {
  const part = (units: readonly Unit[]) =>
    units.map(unit => (amounts.has(unit) ? `${amounts.get(unit)!}${unit.toUpperCase()}` : '')).join('');
  const clock = part(['H', 'm', 'S']);
  return `P${part(['Y', 'M', 'W', 'D'])}${clock === '' ? '' : `T${clock}`}`;
}
