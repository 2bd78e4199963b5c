import { FRAME_MAX_BYTES, utf8Length, type Entry, type ReplyEntry, type ServerMessage } from '@lex-chat/protocol';
import { nextMessage, type Cursor } from './next-message.ts';

/** An entry as wire messages: one, unless it is too long for a frame. */
export function* replay(entry: Entry): Generator<ServerMessage> {
  const whole: ServerMessage = { type: 'entry', entry };
  if (entry.role === 'visitor' || utf8Length(JSON.stringify(whole)) <= FRAME_MAX_BYTES) yield whole;
  else yield* replayReply(entry);
}

function* replayReply({ id: replyId, reason, ...draft }: ReplyEntry): Generator<ServerMessage> {
  let cursor: Cursor | undefined = { started: false, length: 0, parts: 0, ended: false };
  while (cursor) {
    const next = nextMessage({ draft: { replyId, ...draft }, reason }, cursor);
    if (next) yield next.message;
    cursor = next?.cursor;
  }
}
