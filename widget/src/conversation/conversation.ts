import type { ConversationCode } from './conversation-code.ts';
import { newMessageId } from '@lex-chat/protocol';
import { createRest, type Answered } from '../connection/rest.ts';
import { browserWorld, type World } from '../connection/world.ts';
import { findMessage } from './line.ts';
import { createModelChoice, type ModelChoice } from './model-choice.ts';
import { type Extras, type Unsent } from './outbox.ts';
import type { SessionPolicy } from './identity.ts';
import { createIdentity } from './identity.ts';
import type { VisitorTokenSource } from './site-visitor.ts';
import { placeOf, storageName } from './storage-name.ts';
import { isSessionFailure } from './session.ts';
import { createStore, type ConversationState } from './store.ts';
import { startTalk, type Talk } from './talk.ts';
import { say, sayAgain, type Transcript } from './transcript.ts';

export type { World } from '../connection/world.ts';
export type { ConversationState } from './store.ts';

/** What a visitor and a service say to each other, and how that stands. */
export interface Conversation {
  readonly state: ConversationState;
  /** Which of the models that `features` offer answers what is said from now on. */
  readonly choice: ModelChoice;
  /** `listener` is called after every change of `state`; what comes back ends that. */
  subscribe(listener: () => void): () => void;
  /** Obtains a session, loads the history and connects. Once open, it tries again what failed for good; in place of a session that is over it begins another conversation. */
  open(): void;
  /** Shows `text`, queues it, and answers the id of the message. What is said before opening waits, and outlives the page; what is said after the end begins another conversation. */
  say(text: string, extras?: Extras): string;
  /** Sends a message again, under its own id, that failed or whose reply broke off. */
  retry(messageId: string): void;
  /** Ends a reply. It stops growing at once; how much the service keeps of it shows when that is known. */
  stop(replyId: string): void;
  /** Resolves when the page before is there, or could not be had: then there still is `some` earlier. */
  loadEarlier(): Promise<void>;
  /** Deletes all that was said, there and here, in every tab that listens. Whether that was done. */
  deleteHistory(): Promise<boolean>;
  /** Asks something else of the service, in the visitor's name. Null for a body is a DELETE, none is a GET. */
  ask(path: string, body?: object | null): Promise<Answered<unknown>>;
  /** Leaves, until the visitor asks for another conversation. */
  logOut(): void;
  /** Begins another conversation in place of a guest's. Throws a `NotSupportedError` where the site vouches for the visitor, who has one with each bot. */
  beginAnew(): void;
  /** Whether it is still the conversation of whom the site vouches for, or of a guest where it vouches for nobody. */
  isStillTheirs(): boolean;
  /** Logs the visitor out, ends everything, and takes every trace of them from the page and the browser, at once. */
  leave(): void;
  /** Ends it for another visitor. Nothing stays of one for whom the site vouched; what a guest said may come along. */
  makeWay(): void;
  /** Ends the socket, every timer and every listener on the page. A closed conversation may be opened again. */
  close(): void;
}

export interface ConversationOptions {
  /** Where the service is, such as `https://chat.example.com`; the page's own origin when empty. */
  readonly endpoint: string;
  /** The operator's name for the bot that answers; the service's first when empty. Each bot has a conversation of its own. */
  readonly bot?: string;
  /** The page's language, as a BCP 47 tag. Each language has a conversation of its own. */
  readonly language: string;
  /** @default 'browser' */
  readonly policy?: SessionPolicy;
  /** The site's word for who the visitor is, as it stands when it is asked. @default - a guest */
  readonly visitorToken?: () => VisitorTokenSource | null | undefined;
  /** Whether what the visitor said as a guest comes along when the site vouches for them. @default false */
  readonly keepGuest?: boolean;
  readonly load: ConversationCode;
}

export function createConversation(options: ConversationOptions, given: Partial<World> = {}): Conversation {
  const browser = { ...browserWorld(), ...given };
  const warnings = new Set<string>();
  const world: World = {
    ...browser,
    warn(text) {
      if (!warnings.has(text)) browser.warn(text);
      warnings.add(text);
    },
  };
  const { bot = '', language, policy = 'browser', visitorToken = () => undefined, keepGuest = false } = options;
  const endpoint = options.endpoint.replace(/\/+$/, '');
  const rest = createRest(endpoint, world);
  const name = storageName(endpoint, language, bot);
  const identity = createIdentity(
    {
      endpoint,
      name,
      wishes: { language, ...(bot && { bot }) },
      policy,
      visitorToken,
      keepGuest,
      loadSigned: options.load.site,
    },
    rest,
    { met, left, mayBeginAnew: () => store.known.transcript.every(({ state }) => state === 'sending') },
    world,
  );
  const { sessions, outbox } = identity;
  const store = createStore(outbox.list().reduce(sayUnsent, []));
  const choice = createModelChoice(() => placeOf(name, identity.isGuest, store.known.subject), world);
  /** Kept for a retry: the transcript does not show them. */
  const extras = new Map<string, Extras>();
  let talk: Talk | null = null;

  const queue = (messageId: string, text: string, at: number, again?: true) => {
    // Whatever else went along, the model that answers is the one that is chosen now.
    const { model } = choice;
    outbox.add({ messageId, text, at, ...extras.get(messageId), ...(model && { model }), ...(again && { again }) });
    talk?.wake();
  };

  const ask: Conversation['ask'] = (path, body) => sessions.use(token => rest.ask(token, path, body));

  function start() {
    talk = startTalk({ store, identity, rest, bot, code: options.load }, world);
  }

  function met(subject: string, isAnother: boolean) {
    if (!isAnother) {
      store.update({ subject, transcript: outbox.list().reduce(sayUnsent, store.known.transcript) });
      return;
    }
    // Nothing of the one before stays on the page, nor on the way to it.
    talk?.end();
    forget(subject);
    if (talk) start();
  }

  function forget(subject: string | null) {
    sessions.forget();
    choice.choose();
    extras.clear();
    store.reset([], subject);
  }

  function leave() {
    const session = sessions.known();
    close();
    identity.wipe();
    forget(null);
    // Every session of the visitor, on every device.
    if (session) void rest.ask(session.token, '/sessions', null);
  }

  function left() {
    leave();
    store.update({ failure: 'visitor-refused' });
  }

  function open() {
    const { failure } = store.known;
    if (failure && isSessionFailure(failure)) beginAnew();
    else if (talk) talk.again();
    else start();
  }

  function beginAnew() {
    talk?.end();
    sessions.forget();
    store.reset(outbox.list().reduce(sayUnsent, []), null);
    start();
  }

  function close() {
    talk?.end();
    talk = null;
  }

  return {
    get state() {
      return store.state;
    },
    choice,
    subscribe: store.subscribe,
    open,
    say(text, given) {
      const at = world.now();
      const id = newMessageId(at);
      if (given) extras.set(id, given);
      store.update({
        transcript: say(store.known.transcript, { id, text, at, ...given }),
      });
      queue(id, text, at);
      const { failure } = store.known;
      // Whoever goes on talking after the end wants another conversation.
      if (failure && (!talk || isSessionFailure(failure))) open();
      return id;
    },
    retry(messageId) {
      const line = findMessage(store.known.transcript, messageId);
      // What nobody is to see was kept by nobody.
      if (!line || line.state === 'sending' || line.obfuscated) return;
      store.update({ transcript: sayAgain(store.known.transcript, messageId) });
      queue(messageId, line.text, line.at, true);
    },
    stop: replyId => talk?.stop(replyId),
    loadEarlier: async () => talk?.loadEarlier(),
    async deleteHistory() {
      const deleted = await ask('/history', null);
      if (deleted.ok) {
        extras.clear();
        talk?.forget();
      }
      return deleted.ok;
    },
    ask,
    logOut() {
      leave();
      store.update({ failure: 'session-invalid' });
    },
    beginAnew() {
      if (!identity.isGuest) throw new DOMException('A signed visitor has one conversation.', 'NotSupportedError');
      outbox.clear();
      extras.clear();
      beginAnew();
    },
    isStillTheirs: identity.isSame,
    leave,
    makeWay: identity.isGuest ? close : leave,
    close,
  };
}

function sayUnsent(lines: Transcript, { messageId, ...rest }: Unsent): Transcript {
  return say(lines, { id: messageId, ...rest });
}
