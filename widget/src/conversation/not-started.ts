import type { ConversationState } from './store.ts';

/** How a conversation stands that nobody has asked for yet. */
export const NOT_STARTED: ConversationState = {
  transcript: [],
  history: 'loading',
  earlier: 'none',
  connection: 'idle',
  subject: null,
  features: [],
  failure: null,
  textMaxLength: Infinity,
  awaiting: null,
};
