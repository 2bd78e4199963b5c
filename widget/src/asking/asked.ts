import type { Elicitation } from '@lex-chat/protocol';
import type { ReplyLine, Transcript } from '../conversation/line.ts';

/** What Lex waits for, and the reply that asked. */
export interface Asked {
  readonly reply: ReplyLine;
  readonly wants: Elicitation;
}

/** What the newest reply asks for, if nothing was said since that reached anybody. */
export function askedIn(transcript: Transcript): Asked | null {
  const reply = transcript.findLast(({ state }) => state !== 'failed');
  if (reply?.role !== 'assistant' || reply.state !== 'done') return null;
  const wants = reply.parts.findLast(part => part.kind === 'elicit');
  return wants ? { reply, wants } : null;
}
