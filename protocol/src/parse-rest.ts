import {
  BODY_MAX_BYTES,
  BOT_NAME_MAX_LENGTH,
  FEEDBACK_COMMENT_MAX_LENGTH,
  HISTORY_PAGE_DEFAULT,
  HISTORY_PAGE_MAX,
} from './limits.ts';
import { isReplyId } from './message-id.ts';
import {
  accept,
  parseMessageContent,
  parseOpenReply,
  readObject,
  refuse,
  type Parsed,
} from './parse-client-message.ts';
import { parseFeedback } from './parse-entry.ts';
import { parseLanguage } from './parse-language.ts';
import { parseVisitorToken } from './parse-visitor-token.ts';
import type { ChatRequest, FeedbackRequest, SessionRequest, StopRequest } from './rest.ts';

/** Reads the body of `POST /sessions`; nothing at all is a request too. */
export function parseSessionRequest(body: string): Parsed<SessionRequest> {
  const read = body === '' ? accept<Readonly<Record<string, unknown>>>({}) : readBody(body);
  if (!read.ok) return read;
  const wishes = parseWishes(read.value);
  if (!wishes.ok) return wishes;
  const { visitorToken: given, keep } = read.value;
  if (keep !== undefined && typeof keep !== 'boolean') return refuse('invalid-message', 'keep is true or false');
  if (given === undefined) return keep ? refuse('invalid-message', 'keep needs a visitorToken') : wishes;

  const visitorToken = parseVisitorToken(given);
  if (!visitorToken)
    return refuse('visitor-refused', 'visitorToken is a JWT, or { visitorId, hmac, expiresAt }: see docs/signing.md');
  return accept({ ...wishes.value, visitorToken, ...(keep && { keep }) });
}

/** Reads the body of `POST /chat`. */
export function parseChatRequest(body: string): Parsed<ChatRequest> {
  const read = readBody(body);
  if (!read.ok) return read;
  const content = parseMessageContent(read.value);
  if (!content.ok) return content;
  const wishes = parseWishes(read.value);
  if (!wishes.ok) return wishes;
  if (read.value.open === undefined) return accept({ ...content.value, ...wishes.value });

  const open = parseOpenReply(read.value.open);
  if (!open) return refuse('invalid-message', 'open is { replyId, attempt, length }');
  return accept({ ...content.value, ...wishes.value, open });
}

/** Reads the body of `POST /chat/stop`. */
export function parseStopRequest(body: string): Parsed<StopRequest> {
  const read = readBody(body);
  if (!read.ok) return read;
  return isReplyId(read.value.replyId)
    ? accept({ replyId: read.value.replyId })
    : refuse('invalid-message', 'replyId is the id of a reply');
}

/** Reads the body of `POST /feedback`. */
export function parseFeedbackRequest(body: string): Parsed<FeedbackRequest> {
  const read = readBody(body);
  if (!read.ok) return read;
  const { replyId, comment } = read.value;
  if (!isReplyId(replyId)) return refuse('invalid-message', 'replyId is the id of a reply');
  const feedback = parseFeedback(read.value);
  if (!feedback) return refuse('invalid-message', 'rating is up or down');
  if (comment === undefined) return accept({ replyId, ...feedback });
  if (typeof comment !== 'string' || !comment.isWellFormed())
    return refuse('invalid-message', 'comment is a well-formed string');
  if (comment.length > FEEDBACK_COMMENT_MAX_LENGTH)
    return refuse('text-too-long', `comment may hold ${FEEDBACK_COMMENT_MAX_LENGTH} UTF-16 code units`);
  return accept({ replyId, ...feedback });
}

/** Reads `limit` of `GET /history`. */
export function parsePageLimit(limit: string | undefined): Parsed<number> {
  if (limit === undefined) return accept(HISTORY_PAGE_DEFAULT);
  const count = /^\d{1,4}$/.test(limit) ? Number(limit) : 0;
  if (count < 1 || count > HISTORY_PAGE_MAX)
    return refuse('invalid-message', `limit is a number from 1 to ${HISTORY_PAGE_MAX}`);
  return accept(count);
}

function readBody(body: string): Parsed<Readonly<Record<string, unknown>>> {
  return readObject(body, BODY_MAX_BYTES);
}

/** What a session is to be like, where one is opened. */
function parseWishes({
  language: tag,
  bot,
}: Readonly<Record<string, unknown>>): Parsed<Pick<SessionRequest, 'language' | 'bot'>> {
  const language = tag === undefined ? undefined : parseLanguage(tag);
  if (tag !== undefined && language === undefined)
    return refuse('invalid-message', 'language is a BCP 47 tag, such as ko');
  if (bot !== undefined && !isBotName(bot))
    return refuse('invalid-message', 'bot is a name of 1 to 40 letters, digits, - or _');
  return accept({ ...(language !== undefined && { language }), ...(bot !== undefined && { bot }) });
}

/** Whether a bot may be called so: a word that means the same in an attribute, in JSON and in a token. */
export function isBotName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= BOT_NAME_MAX_LENGTH && /^[A-Za-z0-9_-]+$/.test(value);
}
