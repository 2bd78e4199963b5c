import type * as askModule from './ask.ts';
import type * as historyModule from './history.ts';
import type { SignedModule } from './identity.ts';

/** Fetches the code that only some conversations need. */
export interface ConversationCode {
  /** For visitors for whom the site vouches. */
  readonly site: () => Promise<SignedModule>;
  /** For whatever was said before, or missed. */
  readonly history: () => Promise<typeof historyModule>;
  /** For networks that let no socket through. */
  readonly ask: () => Promise<typeof askModule>;
}
