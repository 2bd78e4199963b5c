import type { Block, Inline, ListItem } from './block.ts';
import { directionOf } from './direction.ts';
import type { Branch, Heading, Item, List, Node, Paragraph } from './node.ts';
import { LENGTH_MAX, readInlines, readOpenInlines, type Moment } from './read-inlines.ts';
import { reuse } from './reuse.ts';
import { appended } from './slices.ts';

/** The blocks that stand in `branch`. One that has not changed is the same object as before. */
export function buildBlocks(branch: Branch, moment: Moment): readonly Block[] {
  const kept = (branch.memo.blocks ??= []);
  return buildEach(kept, branch.children, node => buildBlock(node, moment), moment).filter(block => block !== null);
}

/**
 * What `nodes` are built as. What nothing changes any more is added to `kept` and not even looked at again, so that the
 * hundredth item of a list costs no more than the first.
 */
function buildEach<Child extends Node, Built>(
  kept: Built[],
  nodes: readonly Child[],
  build: (node: Child) => Built,
  { isRevising }: Moment,
): Built[] {
  const all = isRevising ? [] : kept.slice();
  for (const node of nodes.slice(all.length)) {
    const built = build(node);
    if (node.memo.isFinal && all.length === kept.length) kept.push(built);
    all.push(built);
  }
  return all;
}

function buildBlock(node: Node, moment: Moment): Block | null {
  const { memo, isOpen, isFork } = node;
  if (memo.isFinal && !moment.isRevising) return memo.block ?? null;
  const block = blockOf(node, moment);
  memo.block = block && reuse(memo.block ?? undefined, block);
  memo.isFinal = !isOpen && !isFork;
  return memo.block;
}

function blockOf(node: Node, moment: Moment): Block | null {
  switch (node.kind) {
    case 'root':
    case 'quote':
      return buildQuote(buildBlocks(node, moment));
    case 'list':
      return buildList(node, moment);
    case 'item':
      return null;
    case 'paragraph':
      return buildParagraph(node, moment);
    case 'heading':
      return {
        kind: 'heading',
        level: node.level,
        direction: directionOf(node.text),
        inlines: inlinesOf(node, node.text, moment),
      };
    case 'rule':
      return { kind: 'rule' };
    case 'verbatim':
      return { ...node.as, direction: directionOf(node.slices[0] ?? ''), slices: node.slices };
    case 'table':
      return node.build(node, moment);
  }
}

function buildQuote(blocks: readonly Block[]): Block {
  return { kind: 'quote', direction: blocks[0]?.direction, blocks };
}

function buildList({ memo, children, start, hasGap }: List, moment: Moment): Block {
  const kept = (memo.items ??= []);
  const before = kept.length;
  const items = buildEach(kept, children, item => buildItem(item, moment), moment);
  memo.isLoose ||= children.slice(before, kept.length).some(item => item.hasGap);
  return {
    kind: 'list',
    direction: items[0]?.blocks[0]?.direction,
    start,
    isLoose: hasGap || memo.isLoose || children.slice(kept.length).some(item => item.hasGap),
    items,
  };
}

function buildItem(node: Item, moment: Moment): ListItem {
  const { memo, children, isOpen, isFork } = node;
  if (memo.item && memo.isFinal && !moment.isRevising) return memo.item;
  const [first] = children;
  const found = first?.kind === 'paragraph' ? moment.rare.taskOf(first.text, first.isOpen) : undefined;
  if (first?.kind === 'paragraph') first.skipped = found?.length ?? 0;
  const item = { task: found?.task ?? null, blocks: buildBlocks(node, moment) };
  memo.item = reuse<ListItem>(memo.item, item);
  memo.isFinal = !isOpen && !isFork;
  return memo.item;
}

function buildParagraph(node: Paragraph, moment: Moment): Block | null {
  const given = node.text.slice(node.skipped);
  const text = node.isOpen ? moment.rare.decidedText(given) : given.trimEnd();
  if (!text.trim()) return null;
  if (text.length > LENGTH_MAX) return { kind: 'plain', direction: directionOf(text), slices: appended([], text) };
  return { kind: 'paragraph', direction: directionOf(text), inlines: inlinesOf(node, text, moment) };
}

function inlinesOf({ memo, isOpen }: Heading | Paragraph, text: string, moment: Moment): readonly Inline[] {
  return isOpen ? readOpenInlines(memo, text, moment) : readInlines(memo, text, moment);
}
