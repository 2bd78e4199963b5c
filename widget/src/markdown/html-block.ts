/** What ends a block of HTML, by how it begins. All others end with a blank line. */
const ENDS: readonly (readonly [start: RegExp, end: RegExp])[] = [
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![a-z]/i, />/],
];

/** Elements that may begin in the middle of a paragraph, says CommonMark. */
const BLOCKS =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:\s|\/?>|$)/i;

/** A line that is one tag. */
const TAG =
  /^<(?:[a-z][a-z\d-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?|\/[a-z][a-z\d-]*\s*)>[ \t]*$/i;

/** What ends the block of HTML that begins with `line`: null for a blank line; undefined if none begins. */
export function htmlEndOf(line: string, isInParagraph: boolean): RegExp | null | undefined {
  const end = ENDS.find(([start]) => start.test(line));
  if (end) return end[1];
  return BLOCKS.test(line) || (!isInParagraph && TAG.test(line)) ? null : undefined;
}
