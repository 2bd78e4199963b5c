import { replyIdOf } from '@lex-chat/protocol';
import type { Line, ReplyLine, Transcript, VisitorLine } from './line.ts';

/**
 * The transcript with this message. One that the service has given a place stands before those that wait to be sent,
 * and before its reply, if that is there already.
 */
export function placeMessage(transcript: Transcript, line: VisitorLine): Transcript {
  const index = indexOf(transcript, line.id);
  const waiting = firstWaiting(transcript);
  if (index >= 0 && (index < waiting || line.state === 'sending')) return replaceAt(transcript, index, line);

  const others = index < 0 ? transcript : transcript.toSpliced(index, 1);
  const reply = indexOf(others, replyIdOf(line.id));
  return others.toSpliced(reply < 0 ? waiting : reply, 0, line);
}

/** The transcript with this reply, directly behind its question. */
export function placeReply(transcript: Transcript, line: ReplyLine): Transcript {
  const index = indexOf(transcript, line.id);
  if (index >= 0) return replaceAt(transcript, index, line);
  const question = indexOf(transcript, line.inReplyTo);
  return transcript.toSpliced(question < 0 ? firstWaiting(transcript) : question + 1, 0, line);
}

/** Where the lines begin that wait to be sent: the service has yet to give them a place. */
function firstWaiting(transcript: Transcript): number {
  return transcript.findLastIndex(line => line.role === 'assistant' || line.state !== 'sending') + 1;
}

function indexOf(transcript: Transcript, id: string): number {
  return transcript.findLastIndex(line => line.id === id);
}

function replaceAt(transcript: Transcript, index: number, line: Line): Transcript {
  return transcript[index] === line ? transcript : transcript.with(index, line);
}
