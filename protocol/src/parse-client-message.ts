import type { Attributes } from './entry.ts';
import type { FailureCode } from './failure-code.ts';
import { isCount, isModestJson, isRecord, readJson, utf8Length } from './json.ts';
import {
  ATTACHMENTS_MAX,
  ATTRIBUTES_MAX_BYTES,
  ATTRIBUTES_MAX_COUNT,
  FRAME_MAX_BYTES,
  JSON_MAX_DEPTH,
  JSON_MAX_KEYS,
  OPEN_REPLIES_MAX,
  RECEIPT_MAX_LENGTH,
  TEXT_MAX_LENGTH,
} from './limits.ts';
import { isMessageId, isReplyId } from './message-id.ts';
import { isModelName } from './offered-models.ts';
import type { ClientMessage, OpenReply } from './messages.ts';

export type Parsed<T, Code = FailureCode> = { readonly ok: true; readonly value: T } | Refused<Code>;

export interface Refused<Code = FailureCode> {
  readonly ok: false;
  readonly code: Code;
  /** What is wrong, naming the field; never the value. */
  readonly detail: string;
  /** The message that was refused, if it could be made out. */
  readonly messageId?: string;
}

/** Session attributes with this beginning are set by the service, for code hooks to trust. */
export const RESERVED_ATTRIBUTES = 'lex-chat:';

/** Reads one frame from an untrusted client. Never throws; passes on only what it knows. */
export function parseClientMessage(frame: string): Parsed<ClientMessage> {
  const read = readObject(frame, FRAME_MAX_BYTES);
  if (!read.ok) return read;
  const body = read.value;

  switch (body.type) {
    case 'message-send': {
      const content = parseMessageContent(body);
      if (!content.ok) return content;
      if (content.value.messageId === undefined)
        return refuse('invalid-message', 'messageId is a UUIDv7 in lower case');
      return accept({ type: 'message-send', ...content.value, messageId: content.value.messageId });
    }
    case 'reply-stop': {
      if (!isReplyId(body.replyId)) return refuse('invalid-message', 'replyId is the id of a reply');
      return accept({ type: 'reply-stop', replyId: body.replyId });
    }
    case 'conversation-resume': {
      const { after, open } = body;
      if (after !== null && !isMessageId(after) && !isReplyId(after)) {
        return refuse('invalid-message', 'after is the id of an entry, or null');
      }
      const replies = parseOpenReplies(open);
      if (!replies)
        return refuse('invalid-message', `open is a list of at most ${OPEN_REPLIES_MAX} { replyId, attempt, length }`);
      return accept({ type: 'conversation-resume', after, open: replies });
    }
    case 'ping':
      return accept({ type: 'ping' });
    default:
      return refuse('invalid-message', 'type is none of message-send, reply-stop, conversation-resume, ping');
  }
}

/** A JSON object from outside, within its limits: `bytes` of UTF-8, and what every object here keeps to. */
export function readObject(text: string, bytes: number): Parsed<Readonly<Record<string, unknown>>> {
  // A unit is one byte at least: what is far too long is not gone through.
  if (text.length > bytes || utf8Length(text) > bytes) return refuse('too-large', `${bytes} bytes are the most`);
  if (!isModestJson(text, JSON_MAX_DEPTH, JSON_MAX_KEYS))
    return refuse(
      'invalid-message',
      `JSON nests ${JSON_MAX_DEPTH} deep and has ${JSON_MAX_KEYS} names in an object at most`,
    );
  const value = readJson(text);
  return isRecord(value) ? accept(value) : refuse('invalid-message', 'this is no JSON object');
}

interface MessageContent {
  readonly messageId?: string;
  readonly text: string;
  readonly mode?: string;
  readonly model?: string;
  readonly uploads?: readonly string[];
  readonly attributes?: Attributes;
  readonly obfuscated?: true;
}

/** A name, whether or not anybody offers it. */
const MODE = /^[a-z][a-z-]{0,31}$/;

/** What a message holds, on either transport. */
export function parseMessageContent(body: Readonly<Record<string, unknown>>): Parsed<MessageContent> {
  const { messageId, text, mode, model, uploads, attributes, obfuscated } = body;
  if (messageId !== undefined && !isMessageId(messageId))
    return refuse('invalid-message', 'messageId is a UUIDv7 in lower case');
  const blame = messageId === undefined ? {} : { messageId };

  if (typeof text !== 'string' || text.trim() === '')
    return refuse('invalid-message', 'text is a string with something in it', blame);
  if (text.length > TEXT_MAX_LENGTH)
    return refuse('text-too-long', `text may hold ${TEXT_MAX_LENGTH} UTF-16 code units`, blame);
  if (!text.isWellFormed()) return refuse('invalid-message', 'text holds a lone surrogate', blame);
  if (mode !== undefined && (typeof mode !== 'string' || !MODE.test(mode)))
    return refuse('invalid-message', 'mode is a name in lower case', blame);
  if (uploads !== undefined && !areReceipts(uploads))
    return refuse('invalid-message', `uploads is a list of at most ${ATTACHMENTS_MAX} receipts`, blame);
  if (obfuscated !== undefined && obfuscated !== true)
    return refuse('invalid-message', 'obfuscated is true, or left out', blame);
  const files = uploads?.length ? { uploads } : {};
  const hidden = obfuscated ? ({ obfuscated } as const) : {};
  // No name is refused: whoever held a list for long may name what is offered no more.
  const asked = { ...(mode !== undefined && { mode }), ...(isModelName(model) && { model }) };
  const content = { ...blame, text, ...asked, ...files, ...hidden };
  if (attributes === undefined) return accept(content);

  const checked = parseAttributes(attributes);
  return checked.ok ? accept({ ...content, attributes: checked.value }) : { ...checked, ...blame };
}

/** Genuine or not: that is for whoever has the key. */
function areReceipts(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= ATTACHMENTS_MAX &&
    value.every(receipt => typeof receipt === 'string' && receipt.length <= RECEIPT_MAX_LENGTH) &&
    new Set(value).size === value.length
  );
}

/** DynamoDB's document client would set a prototype by the one, and takes a map with the other for an instance of something. */
const NOT_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor']);

function parseAttributes(value: unknown): Parsed<Attributes> {
  const shape = `attributes maps at most ${ATTRIBUTES_MAX_COUNT} strings to strings, no name beginning with ${RESERVED_ATTRIBUTES}`;
  if (!isRecord(value)) return refuse('invalid-message', shape);
  const entries = Object.entries(value);
  if (entries.length > ATTRIBUTES_MAX_COUNT || !entries.every(isAttribute)) return refuse('invalid-message', shape);
  if (utf8Length(JSON.stringify(value)) > ATTRIBUTES_MAX_BYTES) {
    return refuse('too-large', `attributes may hold ${ATTRIBUTES_MAX_BYTES} bytes as JSON`);
  }
  return accept(Object.fromEntries(entries));
}

function isAttribute(entry: [string, unknown]): entry is [string, string] {
  const [name, value] = entry;
  if (name === '' || NOT_NAMES.has(name) || name.startsWith(RESERVED_ATTRIBUTES) || !name.isWellFormed()) return false;
  return typeof value === 'string' && value.isWellFormed();
}

function parseOpenReplies(value: unknown): readonly OpenReply[] | undefined {
  if (!Array.isArray(value) || value.length > OPEN_REPLIES_MAX) return undefined;
  const replies = value.map(parseOpenReply);
  return replies.every(reply => reply !== undefined) ? replies : undefined;
}

export function parseOpenReply(value: unknown): OpenReply | undefined {
  if (!isRecord(value)) return undefined;
  const { replyId, attempt, length } = value;
  if (!isReplyId(replyId) || !isCount(attempt) || !isCount(length)) return undefined;
  return { replyId, attempt, length };
}

export function accept<T>(value: T): Parsed<T, never> {
  return { ok: true, value };
}

export function refuse<Code = FailureCode>(
  code: Code,
  detail: string,
  blame: Pick<Refused, 'messageId'> = {},
): Refused<Code> {
  return { ok: false, code, detail, ...blame };
}
