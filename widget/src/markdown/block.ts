import type { Direction } from './direction.ts';
import type { MarkdownOptions } from './markdown-options.ts';

/** A piece of a text as it is shown. What is finished keeps its identity from one update to the next. */
export type Block = Directed &
  (
    | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
    | { readonly kind: 'heading'; readonly level: number; readonly inlines: readonly Inline[] }
    | { readonly kind: 'rule' }
    /** Text as it was typed: HTML, and what is too long to be read for markdown. */
    | { readonly kind: 'plain'; readonly slices: readonly string[] }
    | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
    | ListBlock
    | CodeBlock
    | TableBlock
  );

interface Directed {
  /** Which way it is written. */
  readonly direction?: Direction;
}

export interface ListBlock extends Directed {
  readonly kind: 'list';
  /** The number of the first item; null where the items are not counted. */
  readonly start: number | null;
  /** Whether blank lines part the items or their blocks. */
  readonly isLoose: boolean;
  readonly items: readonly ListItem[];
}

export interface ListItem {
  /** Null for an item that is not a task. */
  readonly task: Task | null;
  readonly blocks: readonly Block[];
}

/** What is rare comes with the code that shows it. */
interface Rare {
  show(one: Rare, options: MarkdownOptions): unknown;
}

export interface Task extends Rare {
  readonly isDone: boolean;
}

export interface CodeBlock extends Rare {
  readonly kind: 'code';
  /** Says nothing of which way the text around it is written. */
  readonly direction: undefined;
  readonly language: string;
  readonly slices: readonly string[];
}

export interface TableBlock extends Directed, Rare {
  readonly kind: 'table';
  readonly columns: readonly Alignment[];
  readonly header: Row;
  readonly rows: readonly Row[];
}

export type Alignment = 'left' | 'center' | 'right' | null;

/** A cell for each column of its table. */
export interface Row {
  readonly cells: readonly (readonly Inline[])[];
}

/** A piece of a line. Two texts never stand side by side. Addresses are as they were given: nothing has judged them. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'emphasis' | 'strong' | 'strike'; readonly inlines: readonly Inline[] }
  | LinkInline
  | ImageInline;

export interface LinkInline {
  readonly kind: 'link';
  readonly address: string;
  readonly title: string;
  readonly inlines: readonly Inline[];
}

export interface ImageInline extends Rare {
  readonly kind: 'image';
  readonly address: string;
  readonly title: string;
  /** What is shown in place of an image from elsewhere: a link, or text where that would stand within another. */
  readonly instead: Inline;
}
