import type { Entry } from '@lex-chat/protocol';
import { findMessage, findReply, type Line, type Transcript } from './line.ts';
import { placeMessage, placeReply } from './place.ts';
import { toReplyLine, toVisitorLine } from './stored-line.ts';

/** The newest page of the history, and behind it what is known besides: it was said later. */
export function withNewestPage(transcript: Transcript, entries: readonly Entry[]): Transcript {
  const page: Transcript = entries.map(entry => toLine(transcript, entry));
  const stored = new Set(page.map(({ id }) => id));
  return transcript.filter(({ id }) => !stored.has(id)).reduce(putBehind, page);
}

/**
 * The newest page in place of everything the service has stored: between the two too much was missed to be told.
 * What the service does not have yet stays behind it.
 */
export function fromNewestPage(transcript: Transcript, entries: readonly Entry[]): Transcript {
  const stored = new Set(entries.map(({ id }) => id));
  const kept = transcript.filter(line => stored.has(line.id) || (line.role === 'visitor' && line.state !== 'sent'));
  return withNewestPage(kept, entries);
}

/** An earlier page, and behind it what is known. */
export function withEarlierPage(transcript: Transcript, entries: readonly Entry[]): Transcript {
  const known = new Set(transcript.map(({ id }) => id));
  return [...entries.filter(({ id }) => !known.has(id)).map(entry => toLine(transcript, entry)), ...transcript];
}

/** What waits to be sent keeps its own order, what the service has placed has that one. */
function putBehind(transcript: Transcript, line: Line): Transcript {
  if (line.role === 'assistant') return placeReply(transcript, line);
  return line.state === 'sending' ? [...transcript, line] : placeMessage(transcript, line);
}

function toLine(transcript: Transcript, entry: Entry): Line {
  return entry.role === 'visitor'
    ? toVisitorLine(entry, findMessage(transcript, entry.id))
    : toReplyLine(entry, findReply(transcript, entry.id));
}
