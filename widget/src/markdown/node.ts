import type { Alignment, CodeBlock, Row, TableBlock } from './block.ts';
import type { Cursor } from './cursor.ts';
import type { InlinesMemo, Moment } from './read-inlines.ts';

/** What is being read. Lines are added at its open end, and blocks are built from it. */
export type Node = Container | List | Item | Leaf;

/** What blocks stand in. */
export type Branch = Container | Item;

export type Leaf = Paragraph | Heading | Rule | Verbatim | Table;

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

export type Verbatim = Common & Lines;

/** Lines that are not markdown: code, and text as it was typed. */
export interface Lines {
  readonly kind: 'verbatim';
  readonly as: { readonly kind: 'plain' } | Omit<CodeBlock, 'slices'>;
  /** Adds a line, which may be its last; false, and nothing shows, if the line does not belong to it. */
  readonly take: (to: Lines, cursor: Cursor, isEnded: boolean) => boolean;
  slices: readonly string[];
  /** Blank lines, which belong to indented code only if code follows. */
  blanks: string;
  isOpen: boolean;
}

export interface Table extends Common {
  readonly kind: 'table';
  readonly columns: readonly Alignment[];
  readonly header: string;
  rows: readonly string[];
  readonly build: (table: Table, memo: Memo, moment: Moment) => TableBlock;
}

interface Common {
  isOpen: boolean;
}

/**
 * What was built from the node at one place, kept so that what has not changed is the same object and is not lexed again.
 * It belongs to the place: so it serves a copy as well as its original, and a line as well as its beginnings.
 */
export interface Memo extends InlinesMemo {
  readonly kind: Node['kind'];
  built?: unknown;
  /** The node that it was built from, if nothing but a definition can change that any more. */
  closed?: Node | undefined;
  /** Those of its children, by their places. */
  children?: Memo[];
  /** What was built from its first children, as far as nothing can change them any more. */
  kept?: unknown[];
  /** Of a table: its header and its rows. */
  rows?: RowMemo[];
}

export interface RowMemo {
  source?: string;
  row?: Row;
  readonly cells: InlinesMemo[];
}

/** A copy of all that is open, on which a line that has not ended can be tried out. What is closed is shared. */
export function fork<Kind extends Node>(node: Kind): Kind {
  if (!node.isOpen) return node;
  return { ...node, ...('children' in node && { children: node.children.map(fork<Node>) }) };
}
