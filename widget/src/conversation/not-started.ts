import { NOTHING, show, type ConversationState } from './store.ts';

/** How a conversation stands that nobody has asked for yet. */
export const NOT_STARTED: ConversationState = show({ ...NOTHING, history: 'loading', textMaxLength: Infinity });
