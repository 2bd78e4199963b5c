import { readAngle } from './angle.ts';
import { bareAddresses } from './bare-address.ts';
import { readDefinition, targetNamed } from './definition.ts';
import { characterNamed } from './entity-names.ts';
import { htmlEndOf } from './html-block.ts';
import type { RareMarkdown } from './rare-markdown.ts';

/** A part of its own, which a page fetches with the first text that holds any of it. */
export const rarities: RareMarkdown = {
  characterNamed,
  bareAddresses,
  readAngle,
  htmlEndOf,
  readDefinition: source => readDefinition(source, rarities),
  targetNamed,
};
