import type { ChatMessage, Part } from '@lex-chat/protocol';
import { toMessages } from '../conversation/reply-messages.ts';
import { grow, type Reply } from '../conversation/draft.ts';
import type { Receiver } from '../conversation/delivery/delivery.ts';
import type { StoredMessage } from '../conversation/stores.ts';
import type { Channel } from './channel.ts';
import { addressIn } from './channel-ids.ts';
import { noticeIn, tongueOf, type Notice } from './words.ts';

export interface ReplyReceiverPorts {
  readonly now: () => number;
  readonly warn: (event: string, error: unknown) => void;
}

/** A sign that somebody is writing goes out by itself after 20 s, in milliseconds. */
const WORKING_EVERY_MS = 15_000;

/**
 * Whoever waits on a channel for the reply to a message: shown at once that it is being worked on, and told the whole when it is
 * there. Undefined where the conversation is on none of these channels.
 */
export function createReplyReceivers(channels: readonly Channel[], { now, warn }: ReplyReceiverPorts) {
  return (conversationId: string, message: Pick<StoredMessage, 'text' | 'locale'>): Receiver | undefined => {
    for (const channel of channels) {
      const address = addressIn(channel.name, conversationId);
      if (address !== undefined) return replyReceiver(channel, address, message, { now, warn });
    }
    return undefined;
  };
}

function replyReceiver(
  channel: Channel,
  address: string,
  { text, locale }: Pick<StoredMessage, 'text' | 'locale'>,
  { now, warn }: ReplyReceiverPorts,
): Receiver {
  const tongue = tongueOf(text) ?? (locale.startsWith('ko') ? 'ko' : 'en');
  const notice = (what: Notice) => ({ contentType: 'PlainText', content: noticeIn(tongue, what) }) as const;
  let reply: Reply | null = null;
  let shownAt = -Infinity;
  const showWorking = async () => {
    if (now() - shownAt < WORKING_EVERY_MS) return;
    shownAt = now();
    // A reply that comes unannounced is still a reply.
    await channel.showWorking(address).catch((error: unknown) => warn('working-not-shown', error));
  };
  const shown = showWorking();

  return {
    id: channel.name,
    open: [],
    at: 0,
    async post(told) {
      await shown;
      switch (told.type) {
        case 'reply-start':
        case 'reply-part':
          reply = grow(reply, told);
          break;
        case 'reply-delta':
          reply = grow(reply, told);
          await showWorking();
          break;
        case 'reply-end': {
          const { draft } = grow(reply, told);
          const messages = [...toMessages(draft.text, draft.parts), ...sourcesOf(draft.parts)];
          const isCutShort = told.reason === 'interrupted' || told.reason === 'stopped';
          const ending = isCutShort ? 'broke-off' : told.reason === 'filtered' ? 'withheld' : null;
          await channel.say(address, [...messages, ...(ending === null ? [] : [notice(ending)])]);
          break;
        }
        case 'failure':
          await channel.say(address, [notice(told.code)]);
          break;
        case 'message-accepted':
        case 'entry':
        case 'resumed':
        case 'history-deleted':
        case 'turn-inspected':
        case 'pong':
          break;
      }
      return 'sent';
    },
  };
}

/** The pages that a reply points to by their numbers, one a line. */
function sourcesOf(parts: readonly Part[]): readonly ChatMessage[] {
  const lines = parts
    .filter(part => part.kind === 'citation')
    .map(({ number, title, url }) => `[${number}] ${title}${url === null ? '' : ` ${url}`}`);
  return lines.length === 0 ? [] : [{ contentType: 'PlainText', content: lines.join('\n') }];
}
