/** The panel has opened. */
export class LexChatShowEvent extends Event {
  static readonly type = 'lex-chat-show';

  constructor() {
    super(LexChatShowEvent.type, { bubbles: true, composed: true });
  }
}

/** The panel has closed. The conversation goes on. */
export class LexChatHideEvent extends Event {
  static readonly type = 'lex-chat-hide';

  constructor() {
    super(LexChatHideEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'lex-chat-show': LexChatShowEvent;
    'lex-chat-hide': LexChatHideEvent;
  }
}
