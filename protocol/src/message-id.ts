/** UUID version 7 of RFC 9562, in lower case. Only these: ids of replies are made from them, so no message may look like a reply. */
const MESSAGE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const REPLY_SUFFIX = '.reply';

export function isMessageId(value: unknown): value is string {
  return typeof value === 'string' && MESSAGE_ID.test(value);
}

export function isReplyId(value: unknown): value is string {
  return typeof value === 'string' && value.endsWith(REPLY_SUFFIX) && isMessageId(messageIdOf(value));
}

/** The id of the one reply to a message. */
export function replyIdOf(messageId: string): string {
  return messageId + REPLY_SUFFIX;
}

/** The message that a reply answers. */
export function messageIdOf(replyId: string): string {
  return replyId.slice(0, -REPLY_SUFFIX.length);
}

/** A new UUIDv7: 48 bits of milliseconds, 74 random bits. Order is never read from it; that is the service's. */
export function newMessageId(now: number = Date.now(), random: (bytes: Uint8Array) => Uint8Array = fillRandom): string {
  const bytes = random(new Uint8Array(16));
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const stamp = hex(Math.abs(Math.trunc(now)), 12).slice(-12);
  const chance = Array.from(bytes, byte => hex(byte, 2)).join('');
  return `${stamp}7${chance.slice(13)}`.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** `getRandomValues`, unlike `randomUUID`, also exists on pages served over plain HTTP. */
function fillRandom(bytes: Uint8Array): Uint8Array {
  return crypto.getRandomValues(bytes);
}

/** Web Crypto, which browsers and Node share; this package knows the types of neither. */
declare const crypto: { getRandomValues<T extends Uint8Array>(bytes: T): T };
