import { closeNode } from './close-node.ts';
import { dedent, indentOf, isBlank, skip, takeQuoteMark, unindented, type Cursor } from './cursor.ts';
import { leafAt } from './leaf-at.ts';
import type { Branch, Item, Leaf, Node, Paragraph } from './node.ts';
import type { Reading } from './reading.ts';

/** How deep quotes and lists may stand in each other. What would lie deeper is text. */
const DEPTH_MAX = 32;

/** What may still become something else, as long as its line has not ended: the beginnings of markers. */
export const UNDECIDED = /^(?:#{1,6}|[-+*_=~`|:> \t]+|\d{1,9}[.)]?|(?:`{3,}|~{3,}).*)?$/;

/** Where a line stands. */
export interface Place {
  readonly reading: Reading;
  readonly cursor: Cursor;
  /** The innermost block that the line lies in, and how many there are. */
  branch: Branch;
  depth: number;
  /** Whether the line lies in all that is open. */
  readonly isInside: boolean;
  /** What the line before belongs to. None as soon as the line has opened a block of its own. */
  tip: Leaf | undefined;
  readonly isEnded: boolean;
}

/** Finds out what begins on the line, block within block, down to what it is a line of. */
export function placeLine(at: Place): void {
  const { reading, cursor, isEnded } = at;
  while (!isBlank(cursor)) {
    const indent = indentOf(cursor);
    const text = unindented(cursor);
    // Behind the mark of an item, too, a line may still become something else.
    if (!isEnded && UNDECIDED.test(text)) return;
    const paragraph = at.tip?.kind === 'paragraph' ? at.tip : undefined;
    if (indent > 3 && paragraph) return addText(at, text);
    if (at.isInside && paragraph && turnParagraph(at, paragraph, text)) return;
    const leaf = leafAt(reading.rare, { cursor, text, indent, isInParagraph: !!paragraph, isEnded });
    if (leaf) return add(at, leaf);
    if (indent > 3 || at.depth > DEPTH_MAX || !openBranch(at, text, indent)) return addText(at, text);
  }
}

/** Opens a quote or an item if one begins here. */
function openBranch(at: Place, text: string, indent: number): boolean {
  const { cursor } = at;
  if (takeQuoteMark(cursor)) {
    const quote: Branch = { kind: 'quote', children: [], hasGap: false, filledLine: 0, isOpen: true };
    add(at, quote);
    descend(at, quote);
    return true;
  }
  const found = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/.exec(text);
  if (!found) return false;

  const [mark, number] = found;
  const isEmpty = !text.slice(mark.length).trim();
  const isInParagraph = at.isInside && at.tip?.kind === 'paragraph';
  // Only what is clearly a list may begin without a blank line.
  if (isInParagraph && (isEmpty || (number !== undefined && Number(number) !== 1))) return false;

  dedent(cursor, indent);
  skip(cursor, mark.length);
  const space = indentOf(cursor);
  const width = isEmpty || space > 4 ? 1 : space;
  dedent(cursor, width);
  addItem(at, mark.at(-1)!, number === undefined ? null : Number(number), indent + mark.length + width);
  return true;
}

function addItem(at: Place, marker: string, start: number | null, indent: number): void {
  const { reading, branch } = at;
  const last = branch.children.at(-1);
  let list = last?.kind === 'list' && last.isOpen && last.marker === marker ? last : undefined;
  if (!list) {
    list = { kind: 'list', marker, start, children: [], hasGap: false, isOpen: true };
    add(at, list);
  }
  const before = list.children.at(-1);
  closeNode(before, reading);
  if (before && isAfterGap(branch, reading)) list.hasGap = true;
  const item: Item = { kind: 'item', indent, children: [], hasGap: false, filledLine: 0, isOpen: true };
  reading.count += 1;
  list.children.push(item);
  descend(at, item);
}

function descend(at: Place, branch: Branch): void {
  at.branch = branch;
  at.depth += 1;
  at.tip = undefined;
}

/** Makes of a paragraph what the line after it says that it is. */
function turnParagraph(at: Place, paragraph: Paragraph, line: string): boolean {
  const { reading, branch } = at;
  const node = reading.rare.turnParagraph(paragraph, line, reading.definitions);
  if (!node) return false;
  if (!paragraph.text) branch.children.pop();
  add(at, node);
  return true;
}

function addText(at: Place, text: string): void {
  const { reading, isInside, tip } = at;
  if (tip?.kind === 'paragraph') tip.text = tip.text ? `${tip.text}\n${text}` : text;
  else if (tip?.kind === 'table' && isInside) {
    tip.rows = [...tip.rows, text];
    reading.count += tip.columns.length;
  } else add(at, { kind: 'paragraph', text, skipped: 0, isOpen: true });
}

function add({ reading, branch }: Place, node: Exclude<Node, Item>): void {
  const last = branch.children.at(-1);
  closeNode(last, reading);
  if (last && isAfterGap(branch, reading)) branch.hasGap = true;
  branch.children.push(node);
  reading.count += 1;
}

/** Whether the line before this one was blank to those in `branch`. */
function isAfterGap(branch: Branch, { line }: Reading): boolean {
  return branch.filledLine < line - 1;
}
