import type { ReplyDelta, ReplyEnd, ReplyPart, ReplyStart } from '@lex-chat/protocol';
import type { ReplyLine } from './line.ts';

export function beginReply({ replyId, inReplyTo, attempt, locale, source }: ReplyStart): ReplyLine {
  return {
    role: 'assistant',
    id: replyId,
    inReplyTo,
    attempt,
    locale,
    source,
    text: '',
    parts: [],
    places: [],
    at: null,
    state: 'streaming',
    reason: null,
  };
}

/** The reply after hearing more of this attempt at `at`; the same line when that is nothing new. */
export function growReply(line: ReplyLine, message: ReplyDelta | ReplyPart | ReplyEnd, at: number | null): ReplyLine {
  if (line.state === 'done' || line.attempt !== message.attempt) return line;
  switch (message.type) {
    case 'reply-delta':
      return addText(line, message);
    case 'reply-part':
      return addPart(line, message);
    case 'reply-end':
      return endReply(line, message, at);
  }
}

/** Whether something before `message` was missed. */
export function hasGapBefore(line: ReplyLine, message: ReplyDelta | ReplyPart | ReplyEnd): boolean {
  if (line.attempt !== message.attempt) return line.attempt < message.attempt;
  if (line.state === 'done') return false;
  switch (message.type) {
    case 'reply-delta':
      return message.offset > line.text.length;
    case 'reply-part':
      // A part missed before it shows at the end; one of an unknown kind is no loss.
      return false;
    case 'reply-end':
      return line.text.length < message.length || placesOf(line).length < message.parts;
  }
}

function addText(line: ReplyLine, { offset, text }: ReplyDelta): ReplyLine {
  const { length } = line.text;
  const fresh = offset > length ? '' : text.slice(length - offset);
  return fresh === '' ? line : { ...line, text: line.text + fresh };
}

function addPart(line: ReplyLine, { index, part }: ReplyPart): ReplyLine {
  const places = placesOf(line);
  if (places.includes(index)) return line;
  const before = places.filter(place => place < index).length;
  return { ...line, parts: line.parts.toSpliced(before, 0, part), places: places.toSpliced(before, 0, index) };
}

function endReply(line: ReplyLine, message: ReplyEnd, at: number | null): ReplyLine {
  if (hasGapBefore(line, message)) return line;
  const { places, ...rest } = line;
  // A stopped reply may be stored shorter than it was sent; what is stored is what is shown.
  return { ...rest, text: line.text.slice(0, message.length), at, state: 'done', reason: message.reason };
}

function placesOf({ places = [] }: ReplyLine): readonly number[] {
  return places;
}
