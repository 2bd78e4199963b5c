import { newMessageId, type Attributes } from '@lex-chat/protocol';
import { createRest } from '../connection/rest.ts';
import { unreachableWarning } from '../connection/warn-developer.ts';
import { browserWorld, type World } from '../connection/world.ts';
import { findMessage } from './line.ts';
import { createOutbox } from './outbox.ts';
import { createSessionKeeper } from './session.ts';
import { createJsonStorage } from './json-storage.ts';
import { storageName } from './storage-name.ts';
import { createStore, type ConversationState } from './store.ts';
import { startTalk, type Talk } from './talk.ts';
import { say, sayAgain, type Transcript } from './transcript.ts';

export type { World } from '../connection/world.ts';
export type { ConversationState } from './store.ts';

/** What a visitor and a service say to each other, and how that stands. */
export interface Conversation {
  readonly state: ConversationState;
  /** `listener` is called after every change of `state`; what comes back ends that. */
  subscribe(listener: () => void): () => void;
  /** Obtains a session, loads the history and connects. Once open, it tries again what failed for good. */
  open(): void;
  /** Shows `text`, queues it, and answers the id of the message. What is said before opening waits, and outlives the page. */
  say(text: string, attributes?: Attributes): string;
  /** Sends a message again, under its own id, that failed or whose reply broke off. */
  retry(messageId: string): void;
  /** Ends a reply. It stops growing at once; how much the service keeps of it shows when that is known. */
  stop(replyId: string): void;
  /** Resolves when the page before is there, or could not be had: then there still is `some` earlier. */
  loadEarlier(): Promise<void>;
  /** Ends the socket, every timer and every listener on the page. A closed conversation may be opened again. */
  close(): void;
}

export interface ConversationOptions {
  /** Where the service is, such as `https://chat.example.com`; the page's own origin when empty. */
  readonly endpoint: string;
  /** The page's language, as a BCP 47 tag. Each language has a conversation of its own. */
  readonly language: string;
}

export function createConversation(
  { endpoint: address, language }: ConversationOptions,
  given: Partial<World> = {},
): Conversation {
  const world: World = { ...browserWorld(), ...given };
  const endpoint = address.replace(/\/+$/, '');
  const storage = createJsonStorage(world.storage);
  const name = storageName(endpoint, language);
  const outbox = createOutbox(name, storage);
  const rest = createRest(endpoint, world);
  const sessions = createSessionKeeper({ name, language }, rest, storage, world);
  const store = createStore(
    outbox.list().reduce<Transcript>((lines, { messageId, ...rest }) => say(lines, { id: messageId, ...rest }), []),
  );
  /** Kept for a retry: the transcript shows no attributes. */
  const attributesOf = new Map<string, Attributes>();
  let talk: Talk | null = null;
  let hasWarned = false;

  const warn = () => {
    if (!hasWarned) world.warn(unreachableWarning(endpoint));
    hasWarned = true;
  };

  const queue = (messageId: string, text: string, at: number, again?: true) => {
    const attributes = attributesOf.get(messageId);
    outbox.add({ messageId, text, at, ...(attributes && { attributes }), ...(again && { again }) });
    talk?.wake();
  };

  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    open() {
      if (talk) talk.again();
      else talk = startTalk({ store, outbox, sessions, rest, warn }, world);
    },
    say(text, attributes) {
      const at = world.now();
      const id = newMessageId(at);
      if (attributes) attributesOf.set(id, attributes);
      store.update({ transcript: say(store.known.transcript, { id, text, at }) });
      queue(id, text, at);
      return id;
    },
    retry(messageId) {
      const line = findMessage(store.known.transcript, messageId);
      if (!line || line.state === 'sending') return;
      store.update({ transcript: sayAgain(store.known.transcript, messageId) });
      queue(messageId, line.text, line.at, true);
    },
    stop: replyId => talk?.stop(replyId),
    loadEarlier: async () => talk?.loadEarlier(),
    close() {
      talk?.end();
      talk = null;
    },
  };
}
