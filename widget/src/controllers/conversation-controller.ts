import type { ReactiveController, ReactiveControllerHost } from '../reactive-element.ts';
import type { Conversation, ConversationState } from '../conversation/conversation.ts';

/** Ties a conversation's life to its host element's, and the host's rendering to the conversation. */
export class ConversationController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #create: () => Conversation;
  readonly #nameOf: () => string;
  readonly #onChange: (before: ConversationState, after: ConversationState) => void;
  readonly #onEnd: () => void;
  #conversation: Conversation | undefined;
  #name = '';
  #unsubscribe: (() => void) | undefined;

  /** `nameOf` says which conversation the host is to have; `onChange` hears of each state with the one before it, `onEnd` that another conversation follows, or none. */
  constructor(
    host: ReactiveControllerHost & Element,
    create: () => Conversation,
    nameOf: () => string,
    onChange: (before: ConversationState, after: ConversationState) => void,
    onEnd: () => void,
  ) {
    this.#host = host;
    this.#create = create;
    this.#nameOf = nameOf;
    this.#onChange = onChange;
    this.#onEnd = onEnd;
    host.addController(this);
  }

  /** Undefined until `start`. */
  get state(): ConversationState | undefined {
    return this.#conversation?.state;
  }

  /** The conversation, opened. Starting twice is starting once, unless the host is to have another one by now. */
  start(): Conversation {
    if (this.#conversation && !this.#isAnother()) return this.#conversation;
    this.#end('close');
    const conversation = this.#create();
    this.#name = this.#nameOf();
    let before = conversation.state;
    this.#conversation = conversation;
    this.#unsubscribe = conversation.subscribe(() => {
      const after = conversation.state;
      this.#onChange(before, after);
      before = after;
      this.#host.requestUpdate();
    });
    conversation.open();
    return conversation;
  }

  hostUpdate(): void {
    // Before anything is painted: on the page nothing may stay of whoever is not signed in any more.
    if (this.#conversation?.isStillTheirs() === false) this.#end('makeWay');
  }

  hostDisconnected(): void {
    // Moving an element disconnects and reconnects it within one task. Only a host
    // still out of the document a microtask later has really been removed.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#end('close');
    });
  }

  /** An element on its way through the page has no place in it that would tell its language. */
  #isAnother(): boolean {
    return this.#host.isConnected && this.#nameOf() !== this.#name;
  }

  #end(how: 'close' | 'makeWay'): void {
    if (!this.#conversation) return;
    this.#conversation[how]();
    this.#unsubscribe?.();
    this.#conversation = undefined;
    this.#onEnd();
  }
}
