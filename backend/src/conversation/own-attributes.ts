/**
 * Session attributes that the service itself gives to Lex. Their names begin with the protocol's `RESERVED_ATTRIBUTES`,
 * which clients cannot use: code hooks may trust them.
 */

/** Names the message: whoever takes a turn over sees whether Lex has heard it, and hooks do nothing twice. */
export const MESSAGE_ATTRIBUTE = 'lex-chat:message';

/** Names the visitor whose message it is. */
export const VISITOR_ATTRIBUTE = 'lex-chat:visitor';
