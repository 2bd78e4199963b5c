import { createConversation, type Conversation, type ConversationOptions } from './conversation.ts';
import { storageName } from './storage-name.ts';

interface Shared {
  readonly key: readonly unknown[];
  readonly conversation: Conversation;
  /** Who has it, by what they asked for. The last one speaks for all. */
  readonly uses: Set<ConversationOptions>;
}

/** Those that somebody on this page has. */
const all = new Set<Shared>();

/**
 * The conversation that `options` ask for: that which another element of the page has, if it asks for the same one of the
 * same visitor. So they have one socket and one transcript. It is closed when the last of them closes it.
 */
export function shareConversation(
  options: ConversationOptions,
  create: (options: ConversationOptions) => Conversation = createConversation,
): Conversation {
  const key = keyOf(options);
  const shared = [...all].find(other => other.key.every((value, index) => value === key[index]));
  return useOf(shared ?? share(key, options, create), options);
}

function keyOf(options: ConversationOptions): readonly unknown[] {
  const { endpoint, language, bot = '', policy, visitorToken, keepGuest } = options;
  return [storageName(endpoint, language, bot), policy, visitorToken?.(), keepGuest];
}

function share(
  key: readonly unknown[],
  options: ConversationOptions,
  create: (options: ConversationOptions) => Conversation,
): Shared {
  const uses = new Set([options]);
  const conversation = create({ ...options, visitorToken: () => [...uses].at(-1)?.visitorToken?.() });
  const shared = { key, conversation, uses };
  all.add(shared);
  return shared;
}

function useOf(shared: Shared, options: ConversationOptions): Conversation {
  const { conversation, uses } = shared;
  const speak = () => {
    uses.delete(options);
    uses.add(options);
  };
  const end = () => uses.delete(options) && uses.size === 0;
  speak();

  return Object.assign(Object.create(conversation) as Conversation, {
    isStillTheirs() {
      speak();
      return conversation.isStillTheirs();
    },
    close() {
      if (!end()) return;
      all.delete(shared);
      conversation.close();
    },
    makeWay() {
      // At the word of the first who hears of it; nobody comes to it any more.
      if (all.delete(shared)) conversation.makeWay();
      end();
    },
  });
}
