import type { FailureCode } from '@lex-chat/protocol';
import type { ReplyLine } from './conversation/transcript.ts';

/** The visitor is about to say `text`. Cancel it to keep the message from leaving the page. */
export class LexChatSendEvent extends Event {
  static readonly type = 'lex-chat-send';
  readonly text: string;

  constructor(text: string) {
    super(LexChatSendEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.text = text;
  }
}

/** A reply has ended, whole or not: `reply.reason` tells. Replies of earlier visits are not told again. */
export class LexChatReplyEvent extends Event {
  static readonly type = 'lex-chat-reply';
  readonly reply: ReplyLine;

  constructor(reply: ReplyLine) {
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

declare global {
  interface HTMLElementEventMap {
    'lex-chat-send': LexChatSendEvent;
    'lex-chat-reply': LexChatReplyEvent;
    'lex-chat-failure': LexChatFailureEvent;
  }
}
