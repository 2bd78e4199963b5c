import type { LinkTarget } from './link.ts';
import { fork, type Branch, type Container, type Leaf, type Memo } from './node.ts';
import type { RareMarkdown } from './rare-markdown.ts';

/** How far a text has been read. */
export interface Reading {
  readonly root: Container;
  /** Addresses that the text has given names to, by their names. */
  readonly definitions: Map<string, LinkTarget>;
  readonly rare: RareMarkdown;
  /** The number of the line that is being read. */
  line: number;
  /** How much has been read that takes a browser time: blocks, items, cells, and a share for their text. */
  count: number;
  readonly memo: Memo;
}

export function newReading(rare: RareMarkdown): Reading {
  const root: Container = { kind: 'root', children: [], hasGap: false, filledLine: 0, isOpen: true };
  return { root, definitions: new Map(), rare, line: 0, count: 0, memo: { kind: 'root' } };
}

/** A copy that a line can be tried out on. */
export function forkReading(reading: Reading): Reading {
  return { ...reading, root: fork(reading.root), definitions: new Map(reading.definitions) };
}

/** What is open, from the text as a whole down to where lines are added. Lists are left out: they go on by their items. */
export function openBranches(root: Container): Branch[] {
  const branches: Branch[] = [root];
  for (let next = openBranch(root); next; next = openBranch(next)) branches.push(next);
  return branches;
}

function openBranch(branch: Branch): Branch | undefined {
  const last = branch.children.at(-1);
  const below = last?.kind === 'list' && last.isOpen ? last.children.at(-1) : last;
  return below?.isOpen && (below.kind === 'quote' || below.kind === 'item') ? below : undefined;
}

/** The leaf at the open end. */
export function openLeaf(branch: Branch): Leaf | undefined {
  const last = branch.children.at(-1);
  return last?.isOpen && !('children' in last) ? last : undefined;
}
