import { isFailureCode } from './failure-code.ts';
import { isCount, isRecord, readJson } from './json.ts';
import { isMessageId, isReplyId } from './message-id.ts';
import type { ServerMessage } from './messages.ts';
import { isEndReason, parseEntry, parsePart, parseSource } from './parse-entry.ts';

/**
 * Reads one frame or event from the service; undefined for what this version does not know, which a widget passes over.
 * Never throws. A frame of API Gateway's own (no `type`, but a `requestId`) is a failure: it lost a message of ours.
 */
export function parseServerMessage(frame: string): ServerMessage | undefined {
  const body = readJson(frame);
  if (!isRecord(body)) return undefined;
  if (body.type === undefined && typeof body.requestId === 'string') return { type: 'failure', code: 'unavailable' };

  switch (body.type) {
    case 'message-accepted': {
      const { messageId, place } = body;
      if (!isMessageId(messageId)) return undefined;
      return { type: 'message-accepted', messageId, ...(isCount(place) && { place }) };
    }
    case 'entry': {
      const entry = parseEntry(body.entry);
      return entry && { type: 'entry', entry };
    }
    case 'resumed':
      return { type: 'resumed', complete: body.complete === true };
    case 'history-deleted':
      return { type: 'history-deleted' };
    case 'turn-inspected':
      return { type: body.type, inspection: body.inspection };
    case 'reply-start':
    case 'reply-delta':
    case 'reply-part':
    case 'reply-end':
      return parseReplyMessage(body);
    case 'failure': {
      const { code, messageId, retryAfterMs } = body;
      return {
        type: 'failure',
        // A code from a newer service still is a failure.
        code: isFailureCode(code) ? code : 'unavailable',
        ...(isMessageId(messageId) && { messageId }),
        ...(isCount(retryAfterMs) && { retryAfterMs }),
      };
    }
    case 'pong':
      return { type: 'pong' };
    default:
      return undefined;
  }
}

function parseReplyMessage(body: Readonly<Record<string, unknown>>): ServerMessage | undefined {
  const { type, replyId, attempt } = body;
  if (!isReplyId(replyId) || !isCount(attempt)) return undefined;

  switch (type) {
    case 'reply-start': {
      const { inReplyTo, locale } = body;
      const source = parseSource(body.source);
      if (!isMessageId(inReplyTo) || typeof locale !== 'string' || !source) return undefined;
      return { type, replyId, inReplyTo, attempt, locale, source };
    }
    case 'reply-delta': {
      const { offset, text } = body;
      return isCount(offset) && typeof text === 'string' ? { type, replyId, attempt, offset, text } : undefined;
    }
    case 'reply-part': {
      const { index } = body;
      const part = parsePart(body.part);
      return isCount(index) && part ? { type, replyId, attempt, index, part } : undefined;
    }
    case 'reply-end': {
      const { reason, length, parts } = body;
      // A reason from a newer service still ends the reply.
      return isCount(length) && isCount(parts)
        ? { type, replyId, attempt, reason: isEndReason(reason) ? reason : 'complete', length, parts }
        : undefined;
    }
    default:
      return undefined;
  }
}
