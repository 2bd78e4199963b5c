import { readAngle } from './angle.ts';
import { bareAddresses } from './bare-address.ts';
import { decidedText } from './decided-text.ts';
import { takeDefinitions, targetAt } from './definition.ts';
import { decodeEntities } from './entities.ts';
import { turnParagraph } from './paragraph-turn.ts';
import { imageOf } from './image.ts';
import type { RareMarkdown } from './rare-markdown.ts';
import { taskOf } from './task.ts';
import { verbatimAt } from './verbatim-at.ts';

export { rareStyles as styles } from './rare-styles.ts';

/** A part of its own, which a page fetches with the first text that holds any of it. */
export const rarities: RareMarkdown = {
  decoded: decodeEntities,
  bareAddresses,
  readAngle,
  verbatimAt,
  turnParagraph,
  imageOf,
  decidedText,
  taskOf,
  takeDefinitions,
  targetAt,
};
