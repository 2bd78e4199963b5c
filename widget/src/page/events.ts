import { OBFUSCATED_TEXT, type FailureCode, type Part } from '@lex-chat/protocol';
import type { ConversationState } from '../conversation/conversation.ts';
import type { Reply } from '../conversation/line.ts';

/** The visitor is about to say `text`; one that is `obfuscated` is not told. Cancel it to keep the message from leaving the page. */
export class LexChatSendEvent extends Event {
  static readonly type = 'lex-chat-send';
  readonly text: string;
  readonly obfuscated: boolean;

  constructor(text: string, obfuscated: boolean) {
    super(LexChatSendEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.text = obfuscated ? OBFUSCATED_TEXT : text;
    this.obfuscated = obfuscated;
  }
}

/** A reply has ended, whole or not: `reply.reason` tells. Replies of earlier visits are not told again. */
export class LexChatReplyEvent extends Event {
  static readonly type = 'lex-chat-reply';
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(LexChatReplyEvent.type, { bubbles: true, composed: true });
    this.reply = reply;
  }
}

/** Something could not be done; the visitor has been told. `messageId` is null when it was no message of theirs. */
export class LexChatFailureEvent extends Event {
  static readonly type = 'lex-chat-failure';
  readonly code: FailureCode;
  readonly messageId: string | null;

  constructor(code: FailureCode, messageId: string | null) {
    super(LexChatFailureEvent.type, { bubbles: true, composed: true });
    this.code = code;
    this.messageId = messageId;
  }
}

/** The chat can be answered: it is opened, and its service was reached for the first time. */
export class LexChatReadyEvent extends Event {
  static readonly type = 'lex-chat-ready';

  constructor() {
    super(LexChatReadyEvent.type, { bubbles: true, composed: true });
  }
}

/** The way to the service is another: `idle` before and after, `online` by a socket, `fallback` over HTTP only. */
export class LexChatConnectionEvent extends Event {
  static readonly type = 'lex-chat-connection';
  readonly connection: ConversationState['connection'];

  constructor(connection: ConversationState['connection']) {
    super(LexChatConnectionEvent.type, { bubbles: true, composed: true });
    this.connection = connection;
  }
}

/**
 * A reply, of this visit or one before, holds a `part`: a card, a custom payload, what Lex asks for, a page that it
 * rests on, or where its next message begins. An element of the page in the slot `slot` of the chat stands where a
 * `payload` belongs.
 */
export class LexChatPartEvent extends Event {
  static readonly type = 'lex-chat-part';
  readonly part: Part;
  readonly reply: Reply;
  readonly slot: string;

  constructor(part: Part, reply: Reply, slot: string) {
    super(LexChatPartEvent.type, { bubbles: true, composed: true });
    this.part = part;
    this.reply = reply;
    this.slot = slot;
  }
}

/** `count` replies have ended since the panel was closed: none, once it opens. */
export class LexChatUnreadEvent extends Event {
  static readonly type = 'lex-chat-unread';
  readonly count: number;

  constructor(count: number) {
    super(LexChatUnreadEvent.type, { bubbles: true, composed: true });
    this.count = count;
  }
}

/** The visitor follows a link of a reply, by `click`. Cancel it to take them there within the page. */
export class LexChatLinkEvent extends Event {
  static readonly type = 'lex-chat-link';
  /** Absolute. */
  readonly href: string;
  readonly click: MouseEvent;

  constructor(href: string, click: MouseEvent) {
    super(LexChatLinkEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.href = href;
    this.click = click;
  }
}

declare global {
  interface HTMLElementEventMap {
    'lex-chat-send': LexChatSendEvent;
    'lex-chat-reply': LexChatReplyEvent;
    'lex-chat-failure': LexChatFailureEvent;
    'lex-chat-ready': LexChatReadyEvent;
    'lex-chat-connection': LexChatConnectionEvent;
    'lex-chat-part': LexChatPartEvent;
    'lex-chat-unread': LexChatUnreadEvent;
    'lex-chat-link': LexChatLinkEvent;
  }
}
