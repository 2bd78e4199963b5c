/** What may become the definition of an address, which is not shown. */
const DEFINITION_BEGUN = /^\[(?:[^[\]\\]|\\.)+\]:\s*\S*(?:\s+["'(][^\n]*)?$/;

/** A paragraph that may go on, without what would be something else then: a definition, or the header of a table. */
export function decidedText(text: string): string {
  if (DEFINITION_BEGUN.test(text)) return '';
  const end = text.lastIndexOf('\n') + 1;
  return text.startsWith('|', end) ? text.slice(0, end).trimEnd() : text;
}
