import { END_REASONS, RATINGS, type Attachment, type Entry, type Feedback, type Part, type Source } from './entry.ts';
import { FAILURE_CODES } from './failure-code.ts';
import { isMessageId, isReplyId } from './message-id.ts';
import { count, listOf, oneOf, orElse, shape, text, textOrNull, truth, variant, when, type Read } from './reading.ts';

export const messageId = when(isMessageId);

export const replyId = when(isReplyId);

export const endReason = oneOf(END_REASONS);

/** A code from a newer service still is a failure. */
export const failureCode = orElse(oneOf(FAILURE_CODES), 'unavailable');

/** Reads what a service says of a file; undefined when that is nothing. */
export const parseAttachment: Read<Attachment> = shape(
  { id: text, name: text, type: text, size: count },
  { isExcerpt: truth },
);

/** Reads what a visitor thinks of a reply; undefined when that is nothing. */
export const parseFeedback: Read<Feedback> = shape({ rating: oneOf(RATINGS) }, { comment: text });

export const parseSource: Read<Source> = shape({ kind: oneOf(['intent', 'model', 'channel']), name: text });

const webAddress = when((value): value is string => typeof value === 'string' && /^https?:\/\//i.test(value));

/** Reads what a reply holds besides text; undefined for a kind this version does not know. */
export const parsePart: Read<Part> = variant('kind', {
  break: shape({ offset: count }),
  card: shape({
    title: text,
    subtitle: textOrNull,
    imageUrl: textOrNull,
    buttons: listOf(shape({ text, value: text })),
  }),
  elicit: shape({ intent: text, slot: textOrNull }, { slotType: text, obfuscated: truth, idleSeconds: count }),
  citation: shape({ number: count, title: text, url: orElse(webAddress, null) }),
  payload: shape({ content: text }),
});

/** Reads an entry that a service sent; undefined when it is none. */
export const parseEntry: Read<Entry> = variant('role', {
  visitor: shape(
    { id: messageId, text, at: count, failure: value => (value == null ? null : failureCode(value)) },
    { obfuscated: truth, attachments: listOf(parseAttachment), place: count },
  ),
  assistant: shape(
    {
      id: replyId,
      inReplyTo: messageId,
      attempt: count,
      text,
      // Kinds of parts that this version does not know are left out, not guessed at.
      parts: listOf(parsePart),
      locale: text,
      source: parseSource,
      at: count,
      reason: endReason,
    },
    { feedback: parseFeedback },
  ),
});
