import { isNonEmptyString } from './json.ts';
import { parseEntry } from './parse-entry.ts';
import { listOf, orElse, shape, when, type Read } from './reading.ts';
import type { HistoryPage } from './rest.ts';

/** Reads what `GET /history` answered; undefined when it is no page. */
export const parseHistoryPage: Read<HistoryPage> = shape({
  entries: listOf(parseEntry),
  before: orElse(when(isNonEmptyString), null),
});
