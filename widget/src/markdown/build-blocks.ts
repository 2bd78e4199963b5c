import type { Block, Inline, ListItem } from './block.ts';
import { directionOf } from './direction.ts';
import type { Branch, Heading, Item, List, Memo, Node, Paragraph } from './node.ts';
import { LENGTH_MAX, readInlines, readOpenInlines, type Moment } from './read-inlines.ts';
import { reuse } from './reuse.ts';
import { appended } from './slices.ts';

/** The blocks that stand in a branch. One that has not changed is the same object as before. */
export function buildBlocks({ children }: Branch, memo: Memo, moment: Moment): readonly Block[] {
  return buildEach(children, memo, moment, blockOf).filter(block => block !== null);
}

/**
 * What the children of a node are built as. What nothing changes any more is kept and not even looked at again, so that
 * the hundredth item of a list costs no more than the first.
 */
function buildEach<Child extends Node, Built>(
  children: readonly Child[],
  memo: Memo,
  moment: Moment,
  build: (child: Child, memo: Memo, moment: Moment) => Built,
): Built[] {
  const kept = (memo.kept ??= []) as Built[];
  const memos = (memo.children ??= []);
  const all = moment.isRevising ? [] : kept.slice();
  for (const child of children.slice(all.length)) {
    const index = all.length;
    if (memos[index]?.kind !== child.kind) memos[index] = { kind: child.kind };
    const own = memos[index];
    // A copy for a line that has not ended is another one every time.
    const isKnown = own.closed === child;
    if (!isKnown || moment.isRevising) own.built = reuse(own.built, build(child, own, moment));
    if (isKnown && index === kept.length) kept.push(own.built as Built);
    own.closed = child.isOpen ? undefined : child;
    all.push(own.built as Built);
  }
  return all;
}

function blockOf(node: Node, memo: Memo, moment: Moment): Block | null {
  switch (node.kind) {
    case 'root':
    case 'quote':
      return buildQuote(buildBlocks(node, memo, moment));
    case 'list':
      return buildList(node, memo, moment);
    case 'item':
      return null;
    case 'paragraph':
      return buildParagraph(node, memo, moment);
    case 'heading':
      return {
        kind: 'heading',
        level: node.level,
        direction: directionOf(node.text),
        inlines: inlinesOf(node, memo, node.text, moment),
      };
    case 'rule':
      return { kind: 'rule' };
    case 'verbatim':
      return { direction: directionOf(node.slices[0] ?? ''), ...node.as, slices: node.slices };
    case 'table':
      return node.build(node, memo, moment);
  }
}

function buildQuote(blocks: readonly Block[]): Block {
  return { kind: 'quote', direction: blocks[0]?.direction, blocks };
}

function buildList(list: List, memo: Memo, moment: Moment): Block {
  const items = buildEach(list.children, memo, moment, buildItem);
  return {
    kind: 'list',
    direction: items[0]?.blocks[0]?.direction,
    start: list.start,
    isLoose: list.hasGap || list.children.some(item => item.hasGap),
    items,
  };
}

function buildItem(node: Item, memo: Memo, moment: Moment): ListItem {
  const [first] = node.children;
  const found = first?.kind === 'paragraph' ? moment.rare.taskOf(first.text, first.isOpen) : undefined;
  if (first?.kind === 'paragraph') first.skipped = found?.length ?? 0;
  return { task: found?.task ?? null, blocks: buildBlocks(node, memo, moment) };
}

function buildParagraph(node: Paragraph, memo: Memo, moment: Moment): Block | null {
  const given = node.text.slice(node.skipped);
  const text = node.isOpen ? moment.rare.decidedText(given) : given.trimEnd();
  if (!text.trim()) return null;
  if (text.length > LENGTH_MAX) return { kind: 'plain', direction: directionOf(text), slices: appended([], text) };
  return { kind: 'paragraph', direction: directionOf(text), inlines: inlinesOf(node, memo, text, moment) };
}

function inlinesOf({ isOpen }: Heading | Paragraph, memo: Memo, text: string, moment: Moment): readonly Inline[] {
  return isOpen ? readOpenInlines(memo, text, moment) : readInlines(memo, text, moment);
}
