import type { LeafStart } from './cursor.ts';
import type { Definitions } from './link.ts';
import type { Heading, Lines, Paragraph, Table } from './node.ts';
import type { RareInlines } from './rare-inlines.ts';
import { newLines, takeAny } from './verbatim.ts';

/**
 * What of Markdown is rare in answers: its code is fetched when it is met for the first time, and until then the text
 * is shown as it was typed.
 */
export interface RareMarkdown extends RareInlines {
  /** The block of code or HTML that begins with a line. */
  verbatimAt(start: LeafStart): Lines | undefined;
  /** What a paragraph turns into because of the line that follows. What is not turned stays its text. */
  turnParagraph(paragraph: Paragraph, line: string, definitions: Definitions): Turned | undefined;
  /** Takes the definitions of addresses that a paragraph begins with out of it. */
  takeDefinitions(paragraph: Paragraph, definitions: Definitions): void;
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
    verbatimAt({ cursor, text, indent, isEnded }) {
      meet(indent > 3 || /^<[a-z/!?]/i.test(text));
      if (!/^(?:```|~~~)/.test(text)) return undefined;
      met();
      // Where its end is nobody knows, and what it holds is not to be taken for markdown.
      const block = newLines({ kind: 'plain' }, takeAny);
      takeAny(block, cursor, isEnded);
      return block;
    },
    turnParagraph: (_paragraph, line) => meet(/^[-=:| \t]+$/.test(line)),
    imageOf(link) {
      met();
      return link;
    },
    decidedText(text) {
      meet(/(?:^|\n)\|/.test(text));
      return text;
    },
    taskOf: text => meet(/^\[[ x]\]/i.test(text)),
    takeDefinitions: ({ text }) => meet(/^\[[^]+?\]:/.test(text)),
    // There is no name without a definition.
    targetAt: (source, _start, end) => meet(source[end + 1] === '('),
  };
}
