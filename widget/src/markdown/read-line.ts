import { closeNode } from './close-node.ts';
import { dedent, indentOf, isBlank, takeQuoteMark, unindented, type Cursor } from './cursor.ts';
import type { Branch } from './node.ts';
import { placeLine, UNDECIDED, type Place } from './place-line.ts';
import { openBranches, openLeaf, type Reading } from './reading.ts';
import { newLines, takeAny } from './verbatim.ts';

/**
 * After so much, what follows is shown as it was typed: a browser lays out no more without holding the page up. Every
 * block, item and cell counts, and for the marks that may be in it so many characters of text.
 */
const COUNT_MAX = 2_500;
const CHARACTERS_A_COUNT = 25;

/**
 * Adds a line to what has been read, by CommonMark's own method, which needs no line twice. `isEnded` is false for the
 * last line of a text that still grows; as long as that cannot be told from the beginning of something else, nothing
 * changes and the answer is false.
 */
export function readLine(reading: Reading, line: string, isEnded: boolean): boolean {
  const cursor: Cursor = { rest: line, column: 0 };
  const branches = openBranches(reading.root);
  const missing = branches.findIndex(branch => !goesOn(branch, cursor));
  const isInside = missing < 0;
  const inner = branches.at(-1)!;
  const tip = openLeaf(inner);
  const depth = isInside ? branches.length : missing;
  const at: Place = { reading, cursor, branch: branches[depth - 1]!, depth, isInside, tip, isEnded };

  reading.line += 1;
  const isTaken = isInside && tip?.kind === 'verbatim' && tip.take(tip, cursor, isEnded);
  if (!isTaken && reading.count > COUNT_MAX) return startRest(reading, { rest: line, column: 0 }, isEnded);
  if (!isTaken) reading.count += line.length / CHARACTERS_A_COUNT;
  if (!isTaken && !isEnded && UNDECIDED.test(unindented(cursor))) return false;
  let filled = depth;
  if (!isTaken && isBlank(cursor)) {
    leaveBlank(at);
    // A line with nothing but the mark of a quote is blank to those in the quote, but not to those around it.
    filled = branches.findLastIndex((branch, index) => index < depth && branch.kind === 'quote');
  } else if (!isTaken) {
    placeLine(at);
    filled = Infinity;
  }
  for (const branch of openBranches(reading.root).slice(0, Math.max(filled, 0))) branch.filledLine = reading.line;
  return true;
}

/** Begins the plain text that all further lines belong to. */
function startRest(reading: Reading, cursor: Cursor, isEnded: boolean): true {
  const { root } = reading;
  closeNode(root.children.at(-1), reading);
  const rest = newLines({ kind: 'plain' }, takeAny);
  root.children.push(rest);
  return takeAny(rest, cursor, isEnded);
}

/** Whether a quote or an item has a part in the line; if so, its own marks are taken away. */
function goesOn(branch: Branch, cursor: Cursor): boolean {
  switch (branch.kind) {
    case 'root':
      return true;
    case 'quote':
      return takeQuoteMark(cursor);
    case 'item':
      // An item that begins with an empty line has no second one.
      if (isBlank(cursor)) return branch.children.length > 0;
      if (indentOf(cursor) < branch.indent) return false;
      dedent(cursor, branch.indent);
      return true;
  }
}

function leaveBlank({ reading, branch, isInside, tip }: Place): void {
  const last = branch.children.at(-1);
  if (!isInside && last) {
    // A list may go on after a blank line that its last item does not go on after.
    closeNode((last.kind === 'list' ? last.children.at(-1) : undefined) ?? last, reading);
  } else if (tip && !('blanks' in tip && tip.blanks)) {
    closeNode(tip, reading);
  }
}
