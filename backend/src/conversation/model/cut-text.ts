/**
 * The start of a text, up to `length` code units, and what comes behind it. Cut between paragraphs where it can be, else lines,
 * sentences or words, and never within a character.
 */
export function cutText(text: string, length: number): readonly [piece: string, behind: string] {
  if (text.length <= length) return [text, ''];
  const window = text.slice(0, length + 1);
  const end = borders(window).find(border => border >= length / 2) ?? endOfCharacter(text, length);
  return [text.slice(0, end).trim(), text.slice(end).trim()];
}

/** Where a text may be cut well: the last place of each kind, the best kind first. */
function borders(window: string): readonly number[] {
  return BORDERS.map(border => {
    const last = Array.from(window.matchAll(border)).at(-1);
    return last ? last.index + (last[1]?.length ?? 0) : -1;
  });
}

/** The group is what stays in front of the cut. */
const BORDERS = [/\n\s*\n/gu, /\n/gu, /([.!?。！？…]["”’)]*)\s/gu, /\s/gu];

/** The last place up to `length` that does not divide a surrogate pair. */
function endOfCharacter(text: string, length: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) && length > 1 ? length - 1 : length;
}
