import {
  END_REASONS,
  RATINGS,
  type Attachment,
  type CardButton,
  type EndReason,
  type Entry,
  type Feedback,
  type MessageEntry,
  type Part,
  type Rating,
  type ReplyEntry,
  type Source,
} from './entry.ts';
import { isFailureCode } from './failure-code.ts';
import { isCount, isRecord } from './json.ts';
import { isMessageId, isReplyId } from './message-id.ts';

/** Reads an entry that a service sent; undefined when it is none. */
export function parseEntry(value: unknown): Entry | undefined {
  if (!isRecord(value)) return undefined;
  return value.role === 'visitor'
    ? parseMessageEntry(value)
    : value.role === 'assistant'
      ? parseReplyEntry(value)
      : undefined;
}

export function parseMessageEntry(value: unknown): MessageEntry | undefined {
  if (!isRecord(value)) return undefined;
  const { id, text, obfuscated, attachments, place, at, failure } = value;
  if (!isMessageId(id) || typeof text !== 'string' || !isCount(at)) return undefined;
  return {
    role: 'visitor',
    id,
    text,
    ...(obfuscated === true && { obfuscated }),
    ...(Array.isArray(attachments) && {
      attachments: attachments.map(parseAttachment).filter(known => known !== undefined),
    }),
    ...(isCount(place) && { place }),
    at,
    failure: isFailureCode(failure) ? failure : failure == null ? null : 'unavailable',
  };
}

/** Reads what a service says of a file; undefined when that is nothing. */
export function parseAttachment(value: unknown): Attachment | undefined {
  if (!isRecord(value)) return undefined;
  const { id, name, type, size, isExcerpt } = value;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof type !== 'string' || !isCount(size))
    return undefined;
  return { id, name, type, size, ...(isExcerpt === true && { isExcerpt }) };
}

export function parseReplyEntry(value: unknown): ReplyEntry | undefined {
  if (!isRecord(value)) return undefined;
  const { id, inReplyTo, attempt, text, parts, locale, at, reason } = value;
  const source = parseSource(value.source);
  if (!isReplyId(id) || !isMessageId(inReplyTo) || !isCount(attempt) || typeof text !== 'string') return undefined;
  if (!Array.isArray(parts) || typeof locale !== 'string' || !isCount(at) || !source || !isEndReason(reason))
    return undefined;
  // Kinds of parts that this version does not know are left out, not guessed at.
  const known = parts.map(parsePart).filter(part => part !== undefined);
  const feedback = parseFeedback(value.feedback);
  const reply = { role: 'assistant', id, inReplyTo, attempt, text, parts: known, locale, source, at, reason } as const;
  return feedback ? { ...reply, feedback } : reply;
}

/** Reads what a visitor thinks of a reply; undefined when that is nothing. */
export function parseFeedback(value: unknown): Feedback | undefined {
  if (!isRecord(value) || !isRating(value.rating)) return undefined;
  const { rating, comment } = value;
  return typeof comment === 'string' ? { rating, comment } : { rating };
}

/** Reads what a reply holds besides text; undefined for a kind this version does not know. */
export function parsePart(value: unknown): Part | undefined {
  if (!isRecord(value)) return undefined;
  switch (value.kind) {
    case 'break':
      return isCount(value.offset) ? { kind: 'break', offset: value.offset } : undefined;
    case 'card':
      return parseCard(value);
    case 'elicit': {
      const { intent, slot, slotType, obfuscated, idleSeconds } = value;
      if (typeof intent !== 'string' || !isStringOrNull(slot)) return undefined;
      return {
        kind: 'elicit',
        intent,
        slot,
        ...(typeof slotType === 'string' && { slotType }),
        ...(obfuscated === true && { obfuscated }),
        ...(isCount(idleSeconds) && { idleSeconds }),
      };
    }
    case 'citation': {
      const { number, title, url } = value;
      if (!isCount(number) || typeof title !== 'string') return undefined;
      return { kind: 'citation', number, title, url: isWebAddress(url) ? url : null };
    }
    case 'payload':
      return typeof value.content === 'string' ? { kind: 'payload', content: value.content } : undefined;
    default:
      return undefined;
  }
}

function parseCard({ title, subtitle, imageUrl, buttons }: Readonly<Record<string, unknown>>): Part | undefined {
  if (typeof title !== 'string' || !isStringOrNull(subtitle) || !isStringOrNull(imageUrl) || !Array.isArray(buttons))
    return undefined;
  return {
    kind: 'card',
    title,
    subtitle,
    imageUrl,
    buttons: buttons.filter(isButton).map(({ text, value }) => ({ text, value })),
  };
}

export function parseSource(value: unknown): Source | undefined {
  if (!isRecord(value) || typeof value.name !== 'string') return undefined;
  const { kind, name } = value;
  return kind === 'intent' || kind === 'model' || kind === 'channel' ? { kind, name } : undefined;
}

export function isEndReason(value: unknown): value is EndReason {
  return (END_REASONS as readonly unknown[]).includes(value);
}

function isRating(value: unknown): value is Rating {
  return (RATINGS as readonly unknown[]).includes(value);
}

function isButton(value: unknown): value is CardButton {
  return isRecord(value) && typeof value.text === 'string' && typeof value.value === 'string';
}

function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\//i.test(value);
}

function isStringOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
