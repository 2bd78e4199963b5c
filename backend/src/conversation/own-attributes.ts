/**
 * Session attributes that the service itself gives to Lex. Their names begin with the protocol's `RESERVED_ATTRIBUTES`,
 * which clients cannot use: code hooks may trust them.
 */

/** Names the message, so that hooks do nothing twice for it. */
export const MESSAGE_ATTRIBUTE = 'lex-chat:message';

/** Names the visitor whose message it is. */
export const VISITOR_ATTRIBUTE = 'lex-chat:visitor';
