import type { ConversationResume, ServerMessage } from '@lex-chat/protocol';
import { hearAny } from './hear-any.ts';
import { findReply, type Transcript } from './line.ts';
import { resumeFrom } from './resume-point.ts';
import { gapIn } from './transcript.ts';

/** Sees that what was missed is told again, and that a service which cannot tell it is not asked for ever. */
export interface Gaps {
  /** The transcript after `message`, heard at `at`: it may begin beyond what is held. */
  hear(transcript: Transcript, message: ServerMessage, at: number): Transcript;
  /** A resume has been answered. */
  resumed(transcript: Transcript): void;
  /** A new socket: what was asked on the old one counts for nothing. */
  reset(): void;
}

/** So often the same is asked for in vain. A reply may end while its worker has yet to hear that something was missed. */
const TRIES = 3;

/** `ask` answers whether the question could be put at all: over HTTP it cannot, but nothing is missed there either. */
export function createGaps(ask: (resume: ConversationResume) => boolean): Gaps {
  let isAsking = false;
  let asked = '';
  let tries = 0;
  let missedEnd: ServerMessage | null = null;

  const mayAsk = (transcript: Transcript): boolean => {
    const resume = resumeFrom(transcript);
    // What has grown since was not asked for in vain.
    const held = transcript.flatMap(line => (line.state === 'streaming' ? [line.text.length, line.parts.length] : []));
    const question = JSON.stringify([resume, held]);
    tries = question === asked ? tries + 1 : 1;
    asked = question;
    isAsking = tries <= TRIES && ask(resume);
    return isAsking;
  };

  return {
    hear(transcript, message, at) {
      if (!gapIn(transcript, message)) return hearAny(transcript, message, at);
      if (message.type === 'reply-end') missedEnd = message;
      if (isAsking || mayAsk(transcript)) return transcript;
      return hearAny(transcript, withoutGap(transcript, message), at);
    },
    resumed(transcript) {
      isAsking = false;
      if (missedEnd && gapIn(transcript, missedEnd)) mayAsk(transcript);
      missedEnd = null;
    },
    reset() {
      isAsking = false;
      asked = '';
      missedEnd = null;
    },
  };
}

/** Ends a reply with what there is of it. */
function withoutGap(transcript: Transcript, message: ServerMessage): ServerMessage {
  if (message.type !== 'reply-end') return message;
  const held = findReply(transcript, message.replyId)?.text.length ?? 0;
  return { ...message, length: Math.min(message.length, held), parts: 0 };
}
