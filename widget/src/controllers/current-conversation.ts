import type { ReactiveControllerHost } from '../base/reactive-element.ts';
import type { Conversation, ConversationState } from '../conversation/conversation.ts';

/** The conversation of an element. */
export interface CurrentConversation {
  /** Undefined until `start`. */
  readonly state: ConversationState | undefined;
  /** The conversation, opened. Starting twice is starting once, unless the host is to have another one by now. */
  readonly start: () => Conversation;
  /** Parts with one that is not the visitor's any more. */
  readonly leave: () => void;
}

/**
 * Ties a conversation's life to its host element's, and the host's rendering to the conversation. `nameOf` says which one
 * the host is to have; `onChange` hears of each state with the one before it, `onEnd` that another conversation follows,
 * or none.
 */
export function createCurrentConversation(
  host: ReactiveControllerHost & Element,
  create: () => Conversation,
  nameOf: () => string,
  onChange: (before: ConversationState, after: ConversationState) => void,
  onEnd: () => void,
): CurrentConversation {
  let current: Conversation | undefined;
  let name = '';
  let unsubscribe: (() => void) | undefined;

  function start(): Conversation {
    // An element on its way through the page has no place in it that would tell its language.
    if (current && !(host.isConnected && nameOf() !== name)) return current;
    end('close');
    const conversation = create();
    name = nameOf();
    let before = conversation.state;
    current = conversation;
    unsubscribe = conversation.subscribe(() => {
      const after = conversation.state;
      onChange(before, after);
      before = after;
      host.requestUpdate();
    });
    conversation.open();
    return conversation;
  }

  function end(how: 'close' | 'makeWay'): void {
    if (!current) return;
    current[how]();
    unsubscribe?.();
    current = undefined;
    onEnd();
  }

  function leave(): void {
    if (current?.isStillTheirs() === false) end('makeWay');
  }

  host.addController({
    // Before anything is painted: on the page nothing may stay of whoever is not signed in any more.
    hostUpdate: leave,
    hostDisconnected() {
      // Moving an element disconnects and reconnects it within one task. Only a host
      // still out of the document a microtask later has really been removed.
      queueMicrotask(() => {
        if (!host.isConnected) end('close');
      });
    },
  });

  return {
    get state() {
      return current?.state;
    },
    start,
    leave,
  };
}
