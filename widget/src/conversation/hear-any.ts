import type { Entry, ServerMessage } from '@lex-chat/protocol';
import { findMessage, findReply, type Transcript } from './line.ts';
import { placeMessage, placeReply } from './place.ts';
import { toReplyLine, toVisitorLine } from './stored-line.ts';
import { hear, withoutHalfReply } from './transcript.ts';

/** The transcript after hearing `message` at `at`: as `hear` has it, and with what is told from the history. */
export function hearAny(transcript: Transcript, message: ServerMessage, at?: number): Transcript {
  return message.type === 'entry' ? hearEntry(transcript, message.entry) : hear(transcript, message, at);
}

function hearEntry(transcript: Transcript, entry: Entry): Transcript {
  if (entry.role === 'assistant') return placeReply(transcript, toReplyLine(entry, findReply(transcript, entry.id)));
  const line = toVisitorLine(entry, findMessage(transcript, entry.id));
  return placeMessage(line.state === 'failed' ? withoutHalfReply(transcript, entry.id) : transcript, line);
}
