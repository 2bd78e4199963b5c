import type { RareInlines } from './rare-inlines.ts';
import { renderBox } from './render-box.ts';

/** The box of a task, at the beginning of an item. */
const TASK = /^\[([ xX])\][ \t]+(?=\S)/;

/** What may become the box of a task. */
const TASK_BEGUN = /^\[[ xX]?\]?[ \t]*$/;

/** The box that `text` begins with. */
export const taskOf: RareInlines['taskOf'] = (text, isOpen) => {
  const found = TASK.exec(text);
  if (found) return { task: { isDone: found[1] !== ' ', show: renderBox }, length: found[0].length };
  return isOpen && TASK_BEGUN.test(text) ? { task: null, length: text.length } : undefined;
};
