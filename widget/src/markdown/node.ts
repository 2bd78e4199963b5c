import type { Alignment, Block, ListItem, Row } from './block.ts';
import type { InlinesMemo } from './read-inlines.ts';

/** What is being read. Lines are added at its open end, and blocks are built from it. */
export type Node = Container | List | Item | Leaf;

/** What blocks stand in. */
export type Branch = Container | Item;

export type Leaf = Paragraph | Heading | Rule | Code | Html | Table;

export interface Container extends Common {
  readonly kind: 'root' | 'quote';
  readonly children: Node[];
  hasGap: boolean;
  filledLine: number;
}

export interface List extends Common {
  readonly kind: 'list';
  /** The items of a list have one marker. */
  readonly marker: string;
  readonly start: number | null;
  readonly children: Item[];
  hasGap: boolean;
}

export interface Item extends Common {
  readonly kind: 'item';
  /** How far its lines are indented, in columns. */
  readonly indent: number;
  readonly children: Node[];
  /** Whether a blank line parts its blocks. */
  hasGap: boolean;
  /** The number of its last line that was not blank. */
  filledLine: number;
}

export interface Paragraph extends Common {
  readonly kind: 'paragraph';
  text: string;
  /** How much of its beginning is not text but the box of a task. */
  skipped: number;
}

export interface Heading extends Common {
  readonly kind: 'heading';
  readonly level: number;
  readonly text: string;
}

export interface Rule extends Common {
  readonly kind: 'rule';
}

export interface Code extends Common {
  readonly kind: 'code';
  /** What its fence is made of; empty where it is set apart by its indentation. */
  readonly fence: string;
  readonly indent: number;
  readonly language: string;
  slices: readonly string[];
  /** Blank lines, which belong to indented code only if code follows. */
  blanks: string;
}

export interface Html extends Common {
  readonly kind: 'html';
  /** What its last line holds; null where a blank line ends it. */
  readonly end: RegExp | null;
  slices: readonly string[];
}

export interface Table extends Common {
  readonly kind: 'table';
  readonly columns: readonly Alignment[];
  readonly header: string;
  readonly rows: string[];
}

interface Common {
  isOpen: boolean;
  /** Whether it is a copy for one frame, because of a line that has not ended. */
  readonly isFork: boolean;
  readonly memo: Memo;
}

/**
 * What was built from a node, kept so that what has not changed is the same object and is not lexed again. A copy has
 * that of its original, and a line that has ended finds those of its beginnings.
 */
export interface Memo extends InlinesMemo {
  readonly kind: Node['kind'];
  block?: Block | null;
  item?: ListItem;
  /** Whether nothing but a definition can change it any more. */
  isFinal?: boolean;
  /** What was built from its first children, as far as nothing can change them any more. */
  blocks?: (Block | null)[];
  items?: ListItem[];
  /** Whether one of those items has a gap. */
  isLoose?: boolean;
  /** Of a table: its header and its rows. */
  rows?: RowMemo[];
}

export interface RowMemo {
  source?: string;
  row?: Row;
  readonly cells: InlinesMemo[];
}

/** A copy of all that is open, on which a line that has not ended can be tried out. What is closed is shared. */
export function fork(node: Node): Node {
  if (!node.isOpen) return node;
  switch (node.kind) {
    case 'root':
    case 'quote':
    case 'item':
      return { ...node, isFork: true, children: forkLast(node.children, fork) };
    case 'list':
      return { ...node, isFork: true, children: forkLast(node.children, item => fork(item) as Item) };
    case 'table':
      return { ...node, isFork: true, rows: [...node.rows] };
    case 'paragraph':
    case 'heading':
    case 'rule':
    case 'code':
    case 'html':
      return { ...node, isFork: true };
  }
}

function forkLast<Child>(children: readonly Child[], copy: (child: Child) => Child): Child[] {
  const last = children.at(-1);
  return last === undefined ? [] : [...children.slice(0, -1), copy(last)];
}
