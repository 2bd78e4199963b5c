import { nothing } from 'lit/html.js';
import type { Block, Inline } from './block.ts';
import { textOf } from './piece.ts';

const LETTER = /\p{L}/u;

/** The letters of the scripts that are written from right to left, by the ranges that Unicode keeps for them. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * Which way a block is written, as its first letter has it; that of what is around it where there is none. `dir="auto"`
 * says the same, but then a browser looks for that letter whenever something is put into the element, which takes the
 * square of a long list's length.
 */
export function directionOf(block: Block | undefined): 'ltr' | 'rtl' | typeof nothing {
  const letter = block && LETTER.exec(beginningOf(block))?.[0];
  if (!letter) return nothing;
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}

/** What decides: of a list its first item, of a table its header. */
function beginningOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return firstWords(block.inlines);
    case 'plain':
      return block.slices[0] ?? '';
    case 'quote':
      return beginningIn(block.blocks);
    case 'list':
      return beginningIn(block.items[0]?.blocks);
    case 'table':
      return firstWords(block.header.cells.flat());
    case 'code':
    case 'rule':
      return '';
  }
}

function beginningIn(blocks: readonly Block[] = []): string {
  return blocks[0] ? beginningOf(blocks[0]) : '';
}

/** Of what may be long and grows with every frame no more is looked at than is needed. */
function firstWords(inlines: readonly Inline[]): string {
  const first = inlines.find(inline => LETTER.test(textOf([inline])));
  return first ? textOf([first]) : '';
}
