import type { Definitions, FoundDefinition, FoundTarget } from './link.ts';

/**
 * What of Markdown is rare in answers: its code is fetched when it is met for the first time, and until then the text
 * is shown as it was typed.
 */
export interface RareMarkdown {
  /** The character that `name` stands for between `&` and `;`, if it is one of those known. */
  characterNamed(name: string): string | undefined;
  /** What ends the block of HTML that begins with `line`: null for a blank line; undefined if none begins. */
  htmlEndOf(line: string, isInParagraph: boolean): RegExp | null | undefined;
  /** The definition of an address that `source` begins with. */
  readDefinition(source: string): FoundDefinition | undefined;
  /** The address by whose name the bracket between `start` and `end` of `source` is a link. */
  targetNamed(source: string, start: number, end: number, definitions: Definitions): FoundTarget | undefined;
}

/** Reads nothing of it, and says so when there would be something to read. */
export function meetRareMarkdown(met: () => void): RareMarkdown {
  const meet = (isMet: boolean) => {
    if (isMet) met();
    return undefined;
  };
  return {
    characterNamed: () => meet(true),
    htmlEndOf: line => meet(/^<[a-z/!?]/i.test(line)),
    readDefinition: source => meet(/^\[[^\]]+\]:/.test(source)),
    // There is none without a definition.
    targetNamed: () => undefined,
  };
}
