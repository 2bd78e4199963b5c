/** The box of a task, at the beginning of an item. */
export const TASK = /^\[([ xX])\][ \t]+(?=\S)/;

/** What may become the box of a task. */
const TASK_BEGUN = /^\[[ xX]?\]?[ \t]*$/;

/** What may become the definition of an address, which is not shown. */
const DEFINITION_BEGUN = /^\[(?:[^[\]\\]|\\.)+\]:\s*\S*(?:\s+["'(][^\n]*)?$/;

/** How much of the beginning of an item is not its text. */
export function taskLength(text: string, isOpen: boolean): number {
  if (isOpen && TASK_BEGUN.test(text)) return text.length;
  return TASK.exec(text)?.[0].length ?? 0;
}

/** A paragraph that may go on, without what would be something else then: a definition, or the header of a table. */
export function decidedText(text: string): string {
  if (DEFINITION_BEGUN.test(text)) return '';
  const end = text.lastIndexOf('\n') + 1;
  return text.startsWith('|', end) ? text.slice(0, end).trimEnd() : text;
}
