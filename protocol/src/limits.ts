/** Longest text a visitor may send, in UTF-16 code units. Ours: about four times what Lex takes, so the model answers the rest. */
export const TEXT_MAX_LENGTH = 4_096;

/** Longest text Amazon Lex V2 takes, in UTF-16 code units (RecognizeText, `text`). */
export const LEX_TEXT_MAX_LENGTH = 1_024;

/** Largest frame either end sends, in bytes of UTF-8. API Gateway closes a socket (1009) on a frame over 32 KB. */
export const FRAME_MAX_BYTES = 28 * 1_024;

/** Largest REST body, in bytes. API Gateway itself would take 10 MB. */
export const BODY_MAX_BYTES = 128 * 1_024;

/** Deepest nesting of what a client sends, on either transport. Nothing of the protocol needs more than four. */
export const JSON_MAX_DEPTH = 20;

/** Most names in one object of what a client sends. Twice what `attributes` may hold, whose excess is told by name. */
export const JSON_MAX_KEYS = 100;

/** Most a message's `attributes` may hold, as bytes of their JSON. A Lex session has room for 12 KB in all. */
export const ATTRIBUTES_MAX_BYTES = 2 * 1_024;

/** Most entries in a message's `attributes`. */
export const ATTRIBUTES_MAX_COUNT = 50;

/** Most replies a widget may name as open when it resumes. One reply runs at a time; a few more may be half known. */
export const OPEN_REPLIES_MAX = 20;

/** Largest and usual number of entries in one page of history. */
export const HISTORY_PAGE_MAX = 100;
export const HISTORY_PAGE_DEFAULT = 50;

/** Shortest time between two deltas of one reply on one connection, in milliseconds: callbacks share an account's 10,000 requests a second. */
export const DELTA_INTERVAL_MS = 150;

/** How long a plain JSON answer is waited for before `202` and a place to poll, in milliseconds. API Gateway allows 29 s. */
export const JSON_ANSWER_WAIT_MS = 25_000;

/** How often a stream of server-sent events says something, in milliseconds. CloudFront gives an origin 30 s between packets. */
export const SSE_COMMENT_INTERVAL_MS = 10_000;

/** Longest comment on a reply, in UTF-16 code units. */
export const FEEDBACK_COMMENT_MAX_LENGTH = 1_000;

/** Longest name a site may give its user in a proof, in UTF-16 code units. */
export const VISITOR_ID_MAX_LENGTH = 256;

/** Longest JWT of a site that is looked at. A header of API Gateway holds 10 KB, and a body of this is far too much already. */
export const VISITOR_TOKEN_MAX_LENGTH = 4_096;

/** Longest name an operator may give a bot, in UTF-16 code units. */
export const BOT_NAME_MAX_LENGTH = 40;

/** How long a site's proof of who a visitor is may be good, in milliseconds: it stands in a page, so it should be short-lived. */
export const VISITOR_TOKEN_LIFE_MAX_MS = 24 * 3_600_000;

/** How long a widget waits for `message-accepted` before it sends the message again under the same id, in milliseconds. */
export const ACCEPT_TIMEOUT_MS = 5_000;

/** How often a widget says `ping`, in milliseconds. API Gateway closes a socket after 10 minutes of silence. */
export const PING_INTERVAL_MS = 4 * 60_000;

/** How long API Gateway lets a socket live, in milliseconds, whatever is said on it. */
export const SOCKET_LIFE_MS = 2 * 3_600_000;

/** Most files that may come with one message: as many documents as Converse takes. */
export const ATTACHMENTS_MAX = 5;

/** Longest receipt for a file that was brought. */
export const RECEIPT_MAX_LENGTH = 2_048;
