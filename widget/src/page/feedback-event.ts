import type { Rating } from '@lex-chat/protocol';
import type { Reply } from '../conversation/line.ts';

/** The visitor says what they think of `reply`; a later word takes the place of an earlier one. Cancel it to keep it from the service. */
export class LexChatFeedbackEvent extends Event {
  static readonly type = 'lex-chat-feedback';
  readonly reply: Reply;
  readonly rating: Rating;
  /** Null where they left it at that. */
  readonly comment: string | null;

  constructor(reply: Reply, { rating, comment = null }: { readonly rating: Rating; readonly comment?: string | null }) {
    super(LexChatFeedbackEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.reply = reply;
    this.rating = rating;
    this.comment = comment;
  }
}

declare global {
  interface HTMLElementEventMap {
    'lex-chat-feedback': LexChatFeedbackEvent;
  }
}
