import { OPEN_REPLIES_MAX, replyIdOf, type ConversationResume } from '@lex-chat/protocol';
import { findReply, type Transcript } from './line.ts';

/** What to ask for after something may have been missed. */
export function resumeFrom(transcript: Transcript): ConversationResume {
  const open = transcript.flatMap(line =>
    line.role === 'assistant' && line.state === 'streaming'
      ? [{ replyId: line.id, attempt: line.attempt, length: line.text.length }]
      : [],
  );
  return { type: 'conversation-resume', after: lastSettled(transcript), open: open.slice(-OPEN_REPLIES_MAX) };
}

/**
 * The last reply behind which nothing is open. Never a message: one that failed may have failed before it was stored,
 * and the service would not know it.
 */
function lastSettled(transcript: Transcript): string | null {
  let last: string | null = null;
  for (const line of transcript) {
    if (line.role === 'assistant') {
      if (line.state === 'streaming') break;
      last = line.id;
    } else if (line.state === 'sending') break;
    else if (line.state === 'sent' && !findReply(transcript, replyIdOf(line.id))) break;
  }
  return last;
}
