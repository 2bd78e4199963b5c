import type { Block, Inline, ListItem } from './block.ts';
import { directionOf } from './direction.ts';
import type { Branch, Heading, Item, List, Memo, Node, Paragraph } from './node.ts';
import { LENGTH_MAX, readInlines, readOpenInlines, type Moment } from './read-inlines.ts';
import { reuse } from './reuse.ts';
import { appended } from './slices.ts';

/** The blocks that stand in `branch`. One that has not changed is the same object as before. */
export function buildBlocks(branch: Branch, moment: Moment): readonly Block[] {
  return buildEach(branch, moment, blockOf).filter(block => block !== null);
}

/**
 * What the children of a node are built as. What nothing changes any more is kept and not even looked at again, so that
 * the hundredth item of a list costs no more than the first.
 */
function buildEach<Child extends Node, Built>(
  { memo, children }: { readonly memo: Memo; readonly children: readonly Child[] },
  moment: Moment,
  build: (child: Child, moment: Moment) => Built,
): Built[] {
  const kept = (memo.kept ??= []) as Built[];
  const all = moment.isRevising ? [] : kept.slice();
  for (const child of children.slice(all.length)) {
    const own = child.memo;
    if (!own.isFinal || moment.isRevising) {
      own.built = reuse(own.built, build(child, moment));
      own.isFinal = !child.isOpen && !child.isFork;
    }
    if (own.isFinal && all.length === kept.length) kept.push(own.built as Built);
    all.push(own.built as Built);
  }
  return all;
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

function buildList(list: List, moment: Moment): Block {
  const items = buildEach(list, moment, buildItem);
  return {
    kind: 'list',
    direction: items[0]?.blocks[0]?.direction,
    start: list.start,
    isLoose: list.hasGap || list.children.some(item => item.hasGap),
    items,
  };
}

function buildItem(node: Item, moment: Moment): ListItem {
  const [first] = node.children;
  const found = first?.kind === 'paragraph' ? moment.rare.taskOf(first.text, first.isOpen) : undefined;
  if (first?.kind === 'paragraph') first.skipped = found?.length ?? 0;
  return { task: found?.task ?? null, blocks: buildBlocks(node, moment) };
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
