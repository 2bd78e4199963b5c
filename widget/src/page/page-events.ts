import type { ConversationState } from '../conversation/conversation.ts';
import {
  LexChatConnectionEvent,
  LexChatFailureEvent,
  LexChatLinkEvent,
  LexChatPartEvent,
  LexChatReadyEvent,
  LexChatReplyEvent,
  LexChatUnreadEvent,
} from './events.ts';
import type { News } from './news.ts';
import { payloadSlot } from '../view/reply-pieces.ts';

/** What a page hears of the conversation in its chat. */
export interface PageEvents {
  connection(connection: ConversationState['connection']): void;
  news(news: News): void;
  /** How many replies have ended since the panel was closed. */
  readonly unread: number;
  /** The visitor sees what there is. */
  seen(): void;
  /** The conversation is another: nothing of it is unread, or shown by the page. */
  forget(): void;
  /** A click in the transcript, perhaps on a link. */
  readonly clicked: (event: MouseEvent) => void;
}

/** `isShown` says whether a reply that ends now is seen; `onUnread` hears when there is another number of those that nobody has seen. */
export function createPageEvents(chat: Element, isShown: () => boolean, onUnread: () => void): PageEvents {
  let isReady = false;
  let unread = 0;

  const setUnread = (count: number) => {
    if (count === unread) return;
    unread = count;
    onUnread();
    chat.dispatchEvent(new LexChatUnreadEvent(count));
  };

  return {
    connection(connection) {
      chat.dispatchEvent(new LexChatConnectionEvent(connection));
      if (isReady || (connection !== 'online' && connection !== 'fallback')) return;
      isReady = true;
      chat.dispatchEvent(new LexChatReadyEvent());
    },
    news(news) {
      if (news.kind === 'reply') {
        chat.dispatchEvent(new LexChatReplyEvent(news.reply));
        if (!isShown()) setUnread(unread + 1);
      } else if (news.kind === 'part') {
        // Where its parts stand is for the transcript alone, and built under a name of its own.
        const { places, ...reply } = news.reply;
        chat.dispatchEvent(new LexChatPartEvent(news.part, reply, payloadSlot(reply.id, news.index)));
      } else chat.dispatchEvent(new LexChatFailureEvent(news.code, news.messageId));
    },
    get unread() {
      return unread;
    },
    seen: () => setUnread(0),
    forget() {
      setUnread(0);
      for (const child of chat.querySelectorAll('[slot^=payload-]')) child.remove();
    },
    clicked(event) {
      const link = event.composedPath().find(target => target instanceof HTMLAnchorElement);
      if (link && !chat.dispatchEvent(new LexChatLinkEvent(link.href, event))) event.preventDefault();
    },
  };
}
