import { isRecord, readJson } from './json.ts';
import type { ServerMessage } from './messages.ts';
import { endReason, failureCode, messageId, parseEntry, parsePart, parseSource, replyId } from './parse-entry.ts';
import { count, orElse, shape, text, variant, type Read } from './reading.ts';

/**
 * Reads one frame or event from the service; undefined for what this version does not know, which a widget passes over.
 * Never throws. A frame of API Gateway's own (no `type`, but a `requestId`) is a failure: it lost a message of ours.
 */
export function parseServerMessage(frame: string): ServerMessage | undefined {
  const body = readJson(frame);
  if (isRecord(body) && body.type === undefined && text(body.requestId) !== undefined)
    return { type: 'failure', code: 'unavailable' };
  return parseMessage(body);
}

const ofReply = { replyId, attempt: count };

const parseMessage: Read<ServerMessage> = variant('type', {
  'message-accepted': shape({ messageId }, { place: count }),
  entry: shape({ entry: parseEntry }),
  resumed: shape({ complete: value => value === true }),
  'history-deleted': shape({}),
  'turn-inspected': shape({ inspection: value => value }),
  'reply-start': shape({ ...ofReply, inReplyTo: messageId, locale: text, source: parseSource }),
  'reply-delta': shape({ ...ofReply, offset: count, text }),
  'reply-part': shape({ ...ofReply, index: count, part: parsePart }),
  // A reason from a newer service still ends the reply.
  'reply-end': shape({ ...ofReply, reason: orElse(endReason, 'complete'), length: count, parts: count }),
  failure: shape({ code: failureCode }, { messageId, retryAfterMs: count }),
  pong: shape({}),
});
