import { FRAME_MAX_BYTES, type OpenReply, type ReplyMessage } from '@lex-chat/protocol';
import type { Reply } from '../draft.ts';

/** How far a receiver has been told of a reply. */
export interface Cursor {
  readonly started: boolean;
  /** In UTF-16 code units. */
  readonly length: number;
  readonly parts: number;
  readonly ended: boolean;
}

/** A unit of text takes at most six bytes of a frame, as `\u0007` does; the rest is for the other fields. */
const DELTA_MAX_LENGTH = Math.floor((FRAME_MAX_BYTES - 1_024) / 6);

/** Where a receiver goes on: what it heard of another attempt, or claims beyond what there is, counts for nothing. */
export function startingCursor({ draft }: Reply, open: readonly OpenReply[]): Cursor {
  const held = open.find(({ replyId, attempt }) => replyId === draft.replyId && attempt === draft.attempt);
  const length = held && held.length <= draft.text.length ? held.length : 0;
  const splits = isHighSurrogate(draft.text.charCodeAt(length - 1));
  return { started: false, length: splits ? length - 1 : length, parts: 0, ended: false };
}

/** What a receiver is told next, and where that leaves it; null when it knows all there is. */
export function nextMessage(
  { draft, reason }: Reply,
  cursor: Cursor,
): { readonly message: ReplyMessage; readonly cursor: Cursor } | null {
  const { replyId, attempt, text, parts } = draft;
  if (!cursor.started) {
    const { inReplyTo, locale, source } = draft;
    return {
      message: { type: 'reply-start', replyId, inReplyTo, attempt, locale, source },
      cursor: { ...cursor, started: true },
    };
  }

  const end = deltaEnd(text, cursor.length, reason !== null);
  if (end > cursor.length) {
    const message = {
      type: 'reply-delta',
      replyId,
      attempt,
      offset: cursor.length,
      text: text.slice(cursor.length, end),
    } as const;
    return { message, cursor: { ...cursor, length: end } };
  }

  const part = parts[cursor.parts];
  if (part) {
    return {
      message: { type: 'reply-part', replyId, attempt, index: cursor.parts, part },
      cursor: { ...cursor, parts: cursor.parts + 1 },
    };
  }

  if (reason === null || cursor.ended) return null;
  return {
    message: { type: 'reply-end', replyId, attempt, reason, length: text.length, parts: parts.length },
    cursor: { ...cursor, ended: true },
  };
}

/** Where the next delta ends: within a frame, and not between the halves of a surrogate pair, of which the second may still come. */
function deltaEnd(text: string, from: number, isWhole: boolean): number {
  const end = Math.min(text.length, from + DELTA_MAX_LENGTH);
  const splits = isHighSurrogate(text.charCodeAt(end - 1)) && !(isWhole && end === text.length);
  return splits && end > from ? end - 1 : end;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
