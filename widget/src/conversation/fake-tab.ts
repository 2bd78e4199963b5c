import { CODE } from './fake-code.ts';
import { expect, vi } from 'vitest';
import { createConversation, type Conversation, type ConversationOptions } from './conversation.ts';
import type { FakeService } from './fake-service.ts';
import { createFakeWorld, type FakeWorld } from './fake-world.ts';
import type { World } from './conversation.ts';
// Compiled before a conversation fetches it, so that no test waits for that.
import './history.ts';

/** Longer than anything takes on a busy machine, in milliseconds. */
export const PATIENCE_MS = 10_000;

/** A conversation in a tab of its own. */
export interface FakeTab extends Conversation {
  readonly world: FakeWorld;
  /** The texts as they are shown. */
  texts(): readonly string[];
  /** Resolves once these are shown, every message has arrived and every reply has ended. */
  shows(...texts: readonly string[]): Promise<void>;
  /** Resolves once the connection is so. */
  is(connection: Conversation['state']['connection']): Promise<void>;
}

export function createFakeTab(
  service: Pick<FakeService, 'endpoint'>,
  world = createFakeWorld(),
  given: Partial<World> = {},
  language = 'ko',
  options: Partial<ConversationOptions> = {},
): FakeTab {
  const conversation = createConversation(
    { endpoint: `${service.endpoint}/`, language, load: CODE, ...options },
    { ...world, ...given },
  );
  const texts = () => conversation.state.transcript.map(({ text }) => text);
  return {
    ...conversation,
    get state() {
      return conversation.state;
    },
    world,
    texts,
    shows: (...expected) =>
      vi.waitFor(() => {
        expect(texts()).toEqual(expected);
        expect(conversation.state.transcript.every(({ state }) => state === 'sent' || state === 'done')).toBe(true);
      }, PATIENCE_MS),
    is: connection => expect.poll(() => conversation.state.connection).toBe(connection),
  };
}
