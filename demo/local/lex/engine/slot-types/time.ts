import { value, type SlotType } from './slot-type.ts';
import { writtenInDigits } from './written-in-digits.ts';

/**
 * `AMAZON.Time`: a time of day, as 15:30. One that may be in the morning or the evening is taken as it is said, and both
 * are among the resolved values.
 */
export const time: SlotType = text => {
  const said = writtenInDigits(text.normalize('NFKC'));
  for (const [expression, read] of RULES) {
    const match = expression.exec(said);
    const found = match && read(match.slice(1));
    if (!match || !found || found.hour > 23 || found.minute > 59) continue;
    const written = clock(found);
    const both = found.isOpen ? [written, clock({ ...found, hour: (found.hour + 12) % 24 })] : [written];
    return { ...value(match[0].trim(), written), resolvedValues: both };
  }
  return undefined;
};

interface Found {
  readonly hour: number;
  readonly minute: number;
  /** Whether nothing tells the morning from the evening. */
  readonly isOpen: boolean;
}

type Rule = readonly [expression: RegExp, read: (groups: readonly (string | undefined)[]) => Found | undefined];

const RULES: readonly Rule[] = [
  [
    /(새벽|아침|오전|낮|점심|오후|저녁|밤)?\s?(\d{1,2})\s?시(?!간)\s?(?:(\d{1,2})\s?분|(반))?/u,
    ([when, hour, minute, half]) => korean(when, +hour!, half ? 30 : +(minute ?? 0)),
  ],
  [/(?<!\p{L})(정오|자정)/u, ([word]) => at(word === '정오' ? 12 : 0, 0)],
  [/(오전|오후)\s?(\d{1,2}):(\d{2})/u, ([when, hour, minute]) => korean(when, +hour!, +minute!)],
  [
    /(?<![\d:])(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?m\b\.?/iu,
    ([hour, minute, half]) => english(+hour!, +(minute ?? 0), half!),
  ],
  [/(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])/u, ([hour, minute]) => twelve(+hour!, +minute!)],
  [
    /\b(half past|quarter past|quarter to)\s(\d{1,2}|[a-z]+)\b(?:\s?([ap])\.?m\b)?/iu,
    ([part, hour, half]) => around(part!.toLowerCase(), hour!, half),
  ],
  [
    /\b(\d{1,2}|[a-z]+)\s?o['’]?\s?clock\b(?:\s(?:in the )?(morning|afternoon|evening))?/iu,
    ([hour, when]) => onTheHour(hour!, when),
  ],
  [/\b(noon|midday|midnight)\b/iu, ([word]) => at(word!.toLowerCase() === 'midnight' ? 0 : 12, 0)],
];

function at(hour: number, minute: number): Found {
  return { hour, minute, isOpen: false };
}

/** Hours from 1 to 12 may be either. */
function twelve(hour: number, minute: number): Found {
  return { hour: hour === 12 ? 12 : hour, minute, isOpen: hour >= 1 && hour <= 12 };
}

function korean(when: string | undefined, hour: number, minute: number): Found {
  if (when === undefined || hour > 12) return twelve(hour, minute);
  const isLate = when === '오후' || when === '저녁' || (when === '밤' && hour >= 6 && hour < 12);
  if (when === '낮' || when === '점심') return at(hour < 9 ? hour + 12 : hour, minute);
  return at((hour % 12) + (isLate ? 12 : 0), minute);
}

function english(hour: number, minute: number, half: string): Found | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return at((hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0), minute);
}

const HOURS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

function hourOf(said: string): number {
  const word = HOURS.indexOf(said.toLowerCase());
  return word > 0 ? word : Number(said);
}

function around(part: string, said: string, half: string | undefined): Found | undefined {
  const hour = hourOf(said);
  if (!(hour >= 1 && hour <= 12)) return undefined;
  const [whole, minute] = part === 'quarter to' ? [((hour + 10) % 12) + 1, 45] : [hour, part === 'half past' ? 30 : 15];
  return half === undefined ? twelve(whole, minute) : english(whole, minute, half);
}

function onTheHour(said: string, when: string | undefined): Found | undefined {
  const hour = hourOf(said);
  if (!(hour >= 1 && hour <= 12)) return undefined;
  return when === undefined ? twelve(hour, 0) : english(hour, 0, when.toLowerCase() === 'morning' ? 'a' : 'p');
}

function clock({ hour, minute }: Found): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
