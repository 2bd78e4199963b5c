/** Everything of a conversation, under its id: its head, its messages and its replies. Entries have a `place`, the head has none. */
export const CONVERSATIONS = {
  partitionKey: 'conversationId',
  sortKey: 'item',
  /** A local index by `place`, a number: consistent to read, and sparse, so that it holds entries only. */
  placeIndex: { name: 'byPlace', sortKey: 'place' },
  timeToLive: 'expiresAt',
} as const;

export const CONNECTIONS = {
  partitionKey: 'connectionId',
  timeToLive: 'expiresAt',
} as const;

/** Rates and budgets, a counter each. */
export const LEDGER = {
  partitionKey: 'counter',
  timeToLive: 'expiresAt',
} as const;

/** The banking demo's accounts, an item for each visitor. */
export const ACCOUNTS = {
  partitionKey: 'visitor',
  timeToLive: 'expiresAt',
} as const;

/** What no intent knew, counted: a partition for each locale of a bot. Its local index has what is asked most come first. */
export const MISSED = {
  partitionKey: 'bot',
  sortKey: 'utterance',
  placeIndex: { name: 'byCount', sortKey: 'asked' },
  timeToLive: 'expiresAt',
} as const;

export const HEAD = 'head';
export const messageItem = (messageId: string) => `message#${messageId}`;
export const replyItem = (replyId: string) => `reply#${replyId}`;
/** What does not fit into the item of a reply. Without a place: it is read with its reply. */
export const pieceItem = (replyId: string, attempt: number, index: number) => `piece#${replyId}#${attempt}#${index}`;
/** A piece of a reply that is still being given. Like the other pieces in all else. */
export const draftItem = (replyId: string, attempt: number, index: number) => `draft#${replyId}#${attempt}#${index}`;
/** When sessions of the conversation were revoked. Apart from the head, for it outlives what was said. */
export const REVOCATION = 'revocation';

/** How long what was said is kept, in days. */
export const RETENTION_DAYS = 30;

/** DynamoDB's time to live, in seconds since 1970. It deletes late: readers look at it too. */
export function expiryAfter(days: number, now: number): number {
  return Math.floor(now / 1_000) + days * 86_400;
}
