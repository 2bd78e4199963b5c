import type { ConversationState } from './conversation/conversation.ts';
import { createLazyPart, ignore } from './lazy-part.ts';

/** The words for what failed, which are fetched when something has: until then, and without them, it is only said that it did. */
export interface FailureWords {
  /** Fetches them if something has failed. */
  begin(conversation: Pick<ConversationState, 'failure' | 'transcript'>): void;
  /** Calls back when they are there or could not be had. */
  whenHad(say: () => void): void;
}

export function createFailureWords(load: () => Promise<void>): FailureWords {
  const words = createLazyPart(load, ignore);
  const whenHad = (say: () => void) => void words.load().then(say, say);
  return {
    begin({ failure, transcript }) {
      if (words.state.kind !== 'unloaded') return;
      if (failure || transcript.some(({ state }) => state === 'failed')) whenHad(ignore);
    },
    whenHad,
  };
}
