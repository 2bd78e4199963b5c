import type { ConversationCode } from './conversation-code.ts';

/** The code that only some conversations need, from its sources. */
export const CODE: ConversationCode = {
  site: () => import('./signed-origin.ts'),
  history: () => import('./history.ts'),
  ask: () => import('./ask.ts'),
};
