import { OBFUSCATED_TEXT, replyIdOf, type Failure, type ReplyStart, type ServerMessage } from '@lex-chat/protocol';
import { findMessage, findReply, type ReplyLine, type Transcript, type VisitorLine } from './line.ts';
import type { Extras } from './outbox.ts';
import { placeMessage, placeReply } from './place.ts';
import { beginReply, growReply, hasGapBefore } from './reply-line.ts';

export { streamingReply, type Line, type ReplyLine, type Transcript, type VisitorLine } from './line.ts';

/**
 * The transcript after hearing `message`. Hearing it twice is the same as hearing it once, and hearing nothing new
 * answers the same transcript. `at` is when it is heard, in milliseconds since 1970. What begins beyond what is held is
 * left out, as `gapIn` tells; and so are entries, which `hearAny` knows.
 */
export function hear(transcript: Transcript, message: ServerMessage, at: number | null = null): Transcript {
  switch (message.type) {
    case 'message-accepted': {
      const { messageId, place } = message;
      const line = findMessage(transcript, messageId);
      if (!line || (line.state !== 'sending' && (place === undefined || line.place === place))) return transcript;
      const state = line.state === 'sending' ? 'sent' : line.state;
      return placeMessage(transcript, { ...line, state, ...(place !== undefined && { place }) });
    }
    case 'reply-start':
      return hearStart(transcript, message);
    case 'reply-delta':
    case 'reply-part':
    case 'reply-end': {
      const line = findReply(transcript, message.replyId);
      return line ? placeReply(transcript, growReply(line, message, at)) : transcript;
    }
    case 'failure':
      return hearFailure(transcript, message);
    case 'history-deleted':
      return transcript.filter(line => line.role === 'visitor' && line.state === 'sending');
    case 'entry':
    case 'resumed':
    case 'turn-inspected':
    case 'pong':
      return transcript;
  }
}

/** Whether something before `message` was missed, so that it has to be asked for. */
export function gapIn(transcript: Transcript, message: ServerMessage): boolean {
  switch (message.type) {
    case 'reply-delta':
    case 'reply-part':
    case 'reply-end': {
      const line = findReply(transcript, message.replyId);
      return !line || hasGapBefore(line, message);
    }
    case 'message-accepted':
    case 'entry':
    case 'reply-start':
    case 'failure':
    case 'resumed':
    case 'history-deleted':
    case 'turn-inspected':
    case 'pong':
      return false;
  }
}

/** The transcript with something new said, which waits to be sent. */
export function say(
  transcript: Transcript,
  { id, text, at, obfuscated, files }: Pick<VisitorLine, 'id' | 'text' | 'at' | 'obfuscated'> & Pick<Extras, 'files'>,
): Transcript {
  if (findMessage(transcript, id)) return transcript;
  const shown = obfuscated ? { text: OBFUSCATED_TEXT, obfuscated } : { text };
  const attached = files && { attachments: files.map(({ attachment }) => attachment) };
  return [...transcript, { role: 'visitor', id, ...shown, ...attached, at, state: 'sending', failure: null }];
}

/** The transcript when a message waits to be sent again: without its failure, and without the reply that broke off. */
export function sayAgain(transcript: Transcript, messageId: string): Transcript {
  const line = findMessage(transcript, messageId);
  if (!line) return transcript;
  return placeMessage(without(transcript, findReply(transcript, replyIdOf(messageId))), {
    ...line,
    state: 'sending',
    failure: null,
  });
}

function hearStart(transcript: Transcript, message: ReplyStart): Transcript {
  const held = findReply(transcript, message.replyId);
  if (held && held.attempt >= message.attempt) return transcript;
  const question = findMessage(transcript, message.inReplyTo);
  // Whatever was heard or missed of it before, it is being answered.
  const asked =
    question && question.state !== 'sent'
      ? placeMessage(transcript, { ...question, state: 'sent', failure: null })
      : transcript;
  return placeReply(asked, beginReply(message));
}

function hearFailure(transcript: Transcript, { messageId, code }: Failure): Transcript {
  const line = messageId === undefined ? undefined : findMessage(transcript, messageId);
  if (!line || (line.state === 'failed' && line.failure === code)) return transcript;
  const reply = findReply(transcript, replyIdOf(line.id));
  if (reply?.state === 'done' && reply.reason !== 'interrupted') return transcript;
  return placeMessage(withoutHalfReply(transcript, line.id), { ...line, state: 'failed', failure: code });
}

/** The transcript when a message has failed: without the reply that had begun. */
export function withoutHalfReply(transcript: Transcript, messageId: string): Transcript {
  const reply = findReply(transcript, replyIdOf(messageId));
  return reply?.state === 'streaming' ? without(transcript, reply) : transcript;
}

function without(transcript: Transcript, reply: ReplyLine | undefined): Transcript {
  return reply ? transcript.filter(line => line !== reply) : transcript;
}
