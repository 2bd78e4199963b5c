import type { BareAddress, Definitions, FoundDefinition, FoundTarget } from './link.ts';
import type { Piece } from './piece.ts';

/**
 * What of Markdown is rare in answers: its code is fetched when it is met for the first time, and until then the text
 * is shown as it was typed.
 */
export interface RareMarkdown {
  /** The character that `name` stands for between `&` and `;`, if it is one of those known. */
  characterNamed(name: string): string | undefined;
  /** The web and mail addresses in `source` that are typed without any marks, in their order. */
  bareAddresses(source: string): readonly BareAddress[];
  /**
   * What the angle at `at` of `source` begins: an address, or a tag or a comment, which are text. No comment ends behind
   * `commentEnd`.
   */
  readAngle(source: string, at: number, commentEnd: number): Piece | undefined;
  /** What ends the block of HTML that begins with `line`: null for a blank line; undefined if none begins. */
  htmlEndOf(line: string, isInParagraph: boolean): RegExp | null | undefined;
  /** The definition of an address that `source` begins with. */
  readDefinition(source: string): FoundDefinition | undefined;
  /** The address by whose name the bracket between `start` and `end` of `source` is a link. */
  targetNamed(source: string, start: number, end: number, definitions: Definitions): FoundTarget | undefined;
}

/** The beginning of an address that is not, or far behind, the beginning of a link's target. */
const BARE = /(?<!\]\(\S{0,99})(?:https?:\/\/|www\.|[\w.+-]@)\w/i;

/** Reads nothing of it, and says so when there would be something to read. */
export function meetRareMarkdown(met: () => void): RareMarkdown {
  const meet = (isMet: boolean) => {
    if (isMet) met();
    return undefined;
  };
  return {
    characterNamed: () => meet(true),
    bareAddresses(source) {
      meet(BARE.test(source));
      return [];
    },
    readAngle: (source, at) => meet(/[\w/!]/.test(source[at + 1] ?? '')),
    htmlEndOf: line => meet(/^<[a-z/!?]/i.test(line)),
    readDefinition: source => meet(/^\[[^\]]+\]:/.test(source)),
    // There is none without a definition.
    targetNamed: () => undefined,
  };
}
