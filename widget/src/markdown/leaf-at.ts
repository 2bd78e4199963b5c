import type { LeafStart } from './cursor.ts';
import type { Leaf } from './node.ts';
import type { RareMarkdown } from './rare-markdown.ts';

/** The block other than a paragraph that begins with a line. */
export function leafAt(rare: RareMarkdown, start: LeafStart): Leaf | undefined {
  const { text, indent, isEnded } = start;
  const heading = /^(#{1,6})(?:[ \t]|$)/.exec(text);
  if (indent < 4 && heading) {
    const level = heading[1]!.length;
    return { kind: 'heading', level, text: headingText(text.slice(level)), isOpen: !isEnded };
  }
  if (indent < 4 && /^(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$/.test(text)) {
    return { kind: 'rule', isOpen: false };
  }
  return rare.verbatimAt(start);
}

/** A heading without the `#` that may close it. Marks are counted by hand: `/#+$/` takes the square of their number. */
function headingText(given: string): string {
  const text = given.trim();
  let end = text.length;
  while (text[end - 1] === '#') end -= 1;
  return end === 0 || /[ \t]/.test(text[end - 1]!) ? text.slice(0, end).trim() : text;
}
