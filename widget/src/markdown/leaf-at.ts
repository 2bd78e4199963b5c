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
  if (indent < 4 && /^([-_*])(?:[ \t]*\1){2,}[ \t]*$/.test(text)) {
    return { kind: 'rule', isOpen: false };
  }
  return rare.verbatimAt(start);
}

/** A heading without the `#` that may close it. Only where a run of them begins is one looked for, which takes no square. */
function headingText(given: string): string {
  return given
    .trim()
    .replace(/(?<=^|[ \t])#+$/, '')
    .trim();
}
