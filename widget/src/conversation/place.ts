import { replyIdOf } from '@lex-chat/protocol';
import type { Line, ReplyLine, Transcript, VisitorLine } from './line.ts';

/**
 * The transcript with this message. One that the service has accepted stands before those that wait to be sent, and before its
 * reply, if that is there already; of several it stands where the service has placed it, whichever was heard first.
 */
export function placeMessage(transcript: Transcript, line: VisitorLine): Transcript {
  const index = indexOf(transcript, line.id);
  if (line.place !== undefined && line.state !== 'sending') return inOrder(transcript, index, line, line.place);
  const waiting = firstWaiting(transcript);
  if (index >= 0 && (index < waiting || line.state === 'sending')) return replaceAt(transcript, index, line);

  const others = index < 0 ? transcript : transcript.toSpliced(index, 1);
  const reply = indexOf(others, replyIdOf(line.id));
  return others.toSpliced(reply < 0 ? waiting : reply, 0, line);
}

function inOrder(transcript: Transcript, index: number, line: VisitorLine, place: number): Transcript {
  if (index >= 0 && transcript[index] === line) return transcript;
  const reply = transcript.find(({ id }) => id === replyIdOf(line.id));
  const others = transcript.filter(({ id }) => id !== line.id && id !== reply?.id);
  const later = others.findIndex(other => other.role === 'visitor' && (other.place ?? 0) > place);
  return others.toSpliced(later < 0 ? firstWaiting(others) : later, 0, ...(reply ? [line, reply] : [line]));
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
