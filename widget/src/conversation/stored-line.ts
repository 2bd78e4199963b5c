import type { MessageEntry, ReplyEntry } from '@lex-chat/protocol';
import type { ReplyLine, VisitorLine } from './line.ts';

/** The line of a stored message; `known` itself when that already shows it. */
export function toVisitorLine(
  { id, text, obfuscated, attachments, place, at, failure }: MessageEntry,
  known: VisitorLine | undefined,
): VisitorLine {
  // It failed before, and is on its way again.
  if (known?.state === 'sending' && failure !== null) return known;
  const state = failure === null ? 'sent' : 'failed';
  const isKnown = known?.text === text && known.at === at && known.state === state && known.failure === failure;
  if (isKnown && known.place === place) return known;
  const given = {
    ...(obfuscated && { obfuscated }),
    ...(attachments && { attachments }),
    ...(place !== undefined && { place }),
  };
  return { role: 'visitor', id, text, ...given, at, state, failure };
}

/** The line of a stored reply; `known` itself when that shows it, or a later attempt. */
export function toReplyLine(entry: ReplyEntry, known: ReplyLine | undefined): ReplyLine {
  if (known && (known.attempt > entry.attempt || shows(known, entry))) return known;
  return { ...entry, state: 'done' };
}

/** A reply that has ended does not change any more, but for when that was: by the clock here until it is stored. */
function shows(line: ReplyLine, { attempt, at, text, parts, reason }: ReplyEntry): boolean {
  if (line.state !== 'done' || line.attempt !== attempt || line.at !== at) return false;
  return line.text === text && line.parts.length === parts.length && line.reason === reason;
}
