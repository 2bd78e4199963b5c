import { normalise } from './normalise.ts';

/** A sample utterance that holds slots. */
export interface Template {
  /** Before, between and after the slots; one more than there are slots. */
  readonly literals: readonly Literal[];
  readonly slots: readonly string[];
}

interface Literal {
  readonly hasWords: boolean;
  readonly expression: RegExp;
}

/** What stands where a template has its slots, as the visitor wrote it. */
export type SlotTexts = Readonly<Record<string, string>>;

/** A sample utterance as a template; undefined when it holds no slots. */
export function templateOf(utterance: string): Template | undefined {
  // Splitting on a group keeps what it caught: literal, slot, literal, slot, … literal.
  const pieces = utterance.split(SLOT);
  if (pieces.length === 1) return undefined;
  return {
    literals: pieces.filter((_, i) => i % 2 === 0).map(literal),
    slots: pieces.filter((_, i) => i % 2 === 1),
  };
}

/**
 * Finds the slots of a text that is said as the template; undefined when the text is another. Of several ways to cut
 * the text, the one whose parts are covered best.
 *
 * @param coverage how much of a text is a value of that slot, from 0 to 1
 */
export function matchTemplate(
  template: Template,
  text: string,
  coverage: (slot: string, text: string) => number,
): SlotTexts | undefined {
  const said = text.normalize('NFKC').replace(APOSTROPHE, '').trim();
  let best: { readonly texts: readonly string[]; readonly covered: number } | undefined;
  let tried = 0;
  for (const texts of cuts(template, said, 0, 0)) {
    const covered = Math.min(...texts.map((part, i) => coverage(template.slots[i]!, part)));
    if (covered >= COVERAGE_MIN && covered > (best?.covered ?? 0)) best = { texts, covered };
    if (covered === 1 || ++tried === CUTS_MAX) break;
  }
  return best && Object.fromEntries(template.slots.map((slot, i) => [slot, best.texts[i]!]));
}

/** What a sample utterance says besides its slots, with a mark where each was. */
export function withoutSlots(utterance: string, mark = ' '): string {
  return utterance.replaceAll(new RegExp(SLOT, 'gu'), mark);
}

/** Where slots stand in a sample utterance: `{Name}`. */
const SLOT = /\{([\w-]+)\}/u;

/** A part that says much besides the value is another sentence. */
const COVERAGE_MIN = 0.5;

/** A long text has very many cuts between two slots; people put them in front. */
const CUTS_MAX = 60;

const APOSTROPHE = /['’ʼ]/gu;

/** Between words anything goes that is no word, nor the sign of a number; Korean may be written together as well. */
const GAP = '[^\\p{L}\\p{N}+@$₩-]*';

function literal(piece: string): Literal {
  const words = normalise(piece)
    .split(' ')
    .filter(word => word !== '');
  const source = words.length === 0 ? GAP : `${GAP}${words.join(GAP)}${GAP}`;
  return { hasWords: words.length > 0, expression: new RegExp(source, 'iuy') };
}

/** Every way to cut `text` from `start` into the slots from number `index` on, the shortest parts first. */
function* cuts(
  { literals, slots }: Template,
  text: string,
  start: number,
  index: number,
): Generator<readonly string[]> {
  const begin = endOf(literals[index]!, text, start);
  if (begin === undefined) return;
  if (index === slots.length) {
    if (begin === text.length || ENDS.test(text.slice(begin))) yield [];
    return;
  }
  const next = literals[index + 1]!;
  const isLast = index === slots.length - 1;
  for (const end of isLast && !next.hasWords ? [text.length] : ends(next, text, begin)) {
    const part = text.slice(begin, end).trim();
    if (part === '') continue;
    for (const rest of cuts({ literals, slots }, text, end, index + 1)) yield [part, ...rest];
  }
}

/** Only signs are left. */
const ENDS = /^[^\p{L}\p{N}]*$/u;

/** Where a slot that begins at `begin` may end: before the next literal, or at a border where the next slot may begin. */
function* ends(next: Literal, text: string, begin: number): Generator<number> {
  for (let end = begin + 1; end <= text.length; end++) {
    const isEnd = next.hasWords ? endOf(next, text, end) !== undefined : BORDER.test(text.slice(end - 1, end + 1));
    if (isEnd) yield end;
  }
}

/** Between two words, or between a word and a number written together. */
const BORDER = /^\S\s$|^\D\d$/u;

function endOf({ expression }: Literal, text: string, start: number): number | undefined {
  expression.lastIndex = start;
  return expression.test(text) ? expression.lastIndex : undefined;
}
