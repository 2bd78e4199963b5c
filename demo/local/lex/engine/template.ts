import { normalise } from './normalise.ts';

/** Where slots stand in a sample utterance: `{Name}`. */
const SLOT = /\{(\w+)\}/u;

export interface Template {
  readonly expression: RegExp;
  /** In the order of the expression's groups. */
  readonly slots: readonly string[];
}

/** A sample utterance that holds slots, as an expression; undefined when it holds none. */
export function templateOf(utterance: string): Template | undefined {
  // Splitting on a group keeps what it caught: literal, slot, literal, slot, … literal.
  const pieces = utterance.split(SLOT);
  if (pieces.length === 1) return undefined;
  const slots = pieces.filter((_, i) => i % 2 === 1);
  const source = pieces.map((piece, i) => (i % 2 === 1 ? '(.+?)' : literal(piece))).join('');
  return { expression: new RegExp(`^${source}$`, 'iu'), slots };
}

/** What stands where the template has its slots, as the visitor wrote it; undefined when the text is another. */
export function matchTemplate(
  { expression, slots }: Template,
  text: string,
): Readonly<Record<string, string>> | undefined {
  const match = expression.exec(text.normalize('NFKC').replace(APOSTROPHE, '').trim());
  if (!match) return undefined;
  return Object.fromEntries(slots.map((slot, i) => [slot, match[i + 1]!.trim()]));
}

/** What a sample utterance says besides its slots. */
export function withoutSlots(utterance: string): string {
  return utterance.replaceAll(new RegExp(SLOT, 'gu'), ' ');
}

const APOSTROPHE = /['’ʼ]/gu;

/** Between words anything goes that is no word; Korean may be written together as well. */
const GAP = '[^\\p{L}\\p{N}]*';

function literal(piece: string): string {
  const words = normalise(piece)
    .split(' ')
    .filter(word => word !== '');
  return words.length === 0 ? GAP : `${GAP}${words.join(GAP)}${GAP}`;
}
