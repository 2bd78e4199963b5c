import type { Task } from './block.ts';
import type { LeafStart } from './leaf-at.ts';
import type { BareAddress, Definitions, FoundTarget } from './link.ts';
import type { Heading, Paragraph, Table, Verbatim } from './node.ts';
import type { Piece } from './piece.ts';
import type { Reading } from './reading.ts';
import { newVerbatim, takeAny } from './verbatim.ts';

/**
 * What of Markdown is rare in answers: its code is fetched when it is met for the first time, and until then the text
 * is shown as it was typed.
 */
export interface RareMarkdown {
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
  /** The block of code or HTML that begins with a line. */
  verbatimAt(reading: Reading, start: LeafStart): Verbatim | undefined;
  /** What a paragraph turns into because of the line that follows. What is not turned stays its text. */
  turnParagraph(paragraph: Paragraph, line: string, definitions: Definitions): Turned | undefined;
  /** A paragraph that may go on, without what would be something else then: a definition, or the header of a table. */
  decidedText(text: string): string;
  /** The box of a task that an item begins with, in how much of its text; `isOpen` says that more of `text` may come. */
  taskOf(text: string, isOpen: boolean): { readonly task: Task | null; readonly length: number } | undefined;
  /** Takes the definitions of addresses that a paragraph begins with out of it. */
  takeDefinitions(paragraph: Paragraph, definitions: Definitions): void;
  /** The target of the bracket between `start` and `end` of `source`: given behind it, or by a name. */
  targetAt(source: string, start: number, end: number, definitions: Definitions): FoundTarget | undefined;
}

/** A heading that is underlined, or a table. */
export type Turned =
  | Pick<Heading, 'kind' | 'level' | 'text' | 'isOpen'>
  | Pick<Table, 'kind' | 'columns' | 'header' | 'rows' | 'build' | 'isOpen'>;

/** The beginning of an address that is not, or far behind, the beginning of a link's target. */
const BARE = /(?<!\]\(\S{0,99})(?:https?:\/\/|www\.|[\w.+-]@)\w/i;

/** Reads nothing of it, and says so when there would be something to read. */
export function meetRareMarkdown(met: () => void): RareMarkdown {
  const meet = (isMet: boolean) => {
    if (isMet) met();
    return undefined;
  };
  return {
    decoded(text) {
      meet(/&#?\w+;/.test(text));
      return text;
    },
    bareAddresses(source) {
      meet(BARE.test(source));
      return [];
    },
    readAngle: (source, at) => meet(/[\w/!]/.test(source[at + 1] ?? '')),
    verbatimAt(reading, { cursor, text, indent, isEnded }) {
      meet(indent > 3 || /^<[a-z/!?]/i.test(text));
      if (!/^(?:```|~~~)/.test(text)) return undefined;
      met();
      // Where its end is nobody knows, and what it holds is not to be taken for markdown.
      const block = newVerbatim(reading, { kind: 'plain' }, takeAny);
      takeAny(block, cursor, isEnded);
      return block;
    },
    turnParagraph: (_paragraph, line) => meet(/^[-=:| \t]+$/.test(line)),
    decidedText(text) {
      meet(/(?:^|\n)\|/.test(text));
      return text;
    },
    taskOf: text => meet(/^\[[ x]\]/i.test(text)),
    takeDefinitions: ({ text }) => meet(/^\[[^\]]+\]:/.test(text)),
    // There is no name without a definition.
    targetAt: (source, _start, end) => meet(source[end + 1] === '('),
  };
}
