import type { Block } from './block.ts';
import { buildBlocks } from './build-blocks.ts';
import type { ParseInlines } from './growing-inlines.ts';
import { parseInlines } from './parse-inlines.ts';
import { closeNode } from './close-node.ts';
import type { RareMarkdown } from './rare-markdown.ts';
import { readLine } from './read-line.ts';
import { forkReading, newReading, type Reading } from './reading.ts';

/** Reads one text, as it grows. */
export interface Markdown {
  /**
   * The blocks of `text`. What is finished is the same object every time, and costs nothing again. `isWhole` says that no
   * more will come; then the blocks are the same, however the text was portioned. A text that does not go on from the
   * one before is read from its beginning.
   */
  update(text: string, isWhole: boolean): readonly Block[];
}

/**
 * Makes a reader of one text. It is not a library's, because none reads a text as it comes: marked's lexer, the smallest,
 * is larger than all of this, has to begin at the beginning, takes the square of the length of a list, and throws.
 */
export function createMarkdown(rare: RareMarkdown, parse: ParseInlines = parseInlines): Markdown {
  let reading = newReading(rare);
  /** The lines that have ended. */
  let read = '';
  let shown: { readonly text: string; readonly isWhole: boolean; readonly blocks: readonly Block[] } | undefined;

  function readEndedLines(text: string): void {
    const end = text.lastIndexOf('\n') + 1;
    for (const line of text.slice(read.length, end).split('\n').slice(0, -1)) readLine(reading, line, true);
    read = text.slice(0, end);
  }

  function blocksOf(from: Reading, isMidLine: boolean, isRevising = false): readonly Block[] {
    return buildBlocks(from.root, from.memo, { parse, rare, definitions: from.definitions, isMidLine, isRevising });
  }

  function growing(rest: string): readonly Block[] {
    if (!rest) return blocksOf(reading, false);
    const attempt = forkReading(reading);
    return readLine(attempt, rest, false) ? blocksOf(attempt, true) : blocksOf(reading, false);
  }

  function whole(rest: string): readonly Block[] {
    if (rest) readLine(reading, rest, true);
    closeNode(reading.root, reading);
    return blocksOf(reading, false, reading.definitions.size > 0);
  }

  return {
    update(given, isWhole) {
      const text = normalized(given, isWhole);
      if (shown?.text === text && shown.isWhole === isWhole) return shown.blocks;
      if (shown?.isWhole || !text.startsWith(read)) {
        reading = newReading(rare);
        read = '';
      }
      readEndedLines(text);
      const rest = text.slice(read.length);
      const blocks = isWhole ? whole(rest) : growing(rest);
      shown = { text, isWhole, blocks };
      return blocks;
    },
  };
}

/** One kind of line end. A carriage return at the end may be half of one. */
function normalized(text: string, isWhole: boolean): string {
  return (isWhole ? text : text.replace(/\r$/, '')).replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD');
}
