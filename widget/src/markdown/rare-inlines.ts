import type { Inline, LinkInline, Task } from './block.ts';
import type { BareAddress, Definitions, FoundTarget } from './link.ts';
import type { Piece } from './piece.ts';

/** What of Markdown is rare within a paragraph. */
export interface RareInlines {
  /** `text` with its character references replaced. */
  decoded(text: string): string;
  /**
   * The web and mail addresses in `source` that are typed without any marks, the last first; without one that may become
   * longer because the text `isGrowing`.
   */
  bareAddresses(source: string, isGrowing: boolean): BareAddress[];
  /**
   * What the angle at `at` of `source` begins: an address, or a tag or a comment, which are text. No comment ends behind
   * `commentEnd`.
   */
  readAngle(source: string, at: number, commentEnd: number): Piece | undefined;
  /** The target of the bracket between `start` and `end` of `source`: given behind it, or by a name. */
  targetAt(source: string, start: number, end: number, definitions: Definitions): FoundTarget | undefined;
  /** The image that `link` leads to, with its text as what it shows. */
  imageOf(link: LinkInline): Inline;
  /** A paragraph that may go on, without what would be something else then: a definition, or the header of a table. */
  decidedText(text: string): string;
  /** The box of a task that an item begins with, in how much of its text; `isOpen` says that more of `text` may come. */
  taskOf(text: string, isOpen: boolean): { readonly task: Task | null; readonly length: number } | undefined;
}
