import {
  ACCEPT_TIMEOUT_MS,
  FRAME_MAX_BYTES,
  replyIdOf,
  utf8Length,
  type Failure,
  type ServerMessage,
} from '@lex-chat/protocol';
import type { Asker } from './ask.ts';
import type { Link } from '../connection/link.ts';
import type { World } from '../connection/world.ts';
import { findMessage, findReply, openQuestion, type Transcript } from './line.ts';
import { asSent, type Outbox, type Unsent } from './outbox.ts';

/** Brings what waits in the outbox to the service: one message at a time, the next when the one before is answered. */
export interface Sender {
  /** The message under way, accepted or not. */
  readonly underWay: string | null;
  /** Something may be sent now: something was said, or the way is open again. */
  wake(): void;
  /**
   * Whether a failure is no news to the visitor: the service has too much to do and has said how soon it wants to be asked
   * again. Then that is done, and what waits behind the message waits too.
   */
  holds(failure: Failure): boolean;
  /** Takes note of what the service said, once the transcript has. */
  noted(message: ServerMessage): void;
  close(): void;
}

export interface SenderParts {
  readonly outbox: Outbox;
  readonly link: Link;
  readonly ask: Asker;
  readonly read: () => Transcript;
  readonly hear: (message: ServerMessage) => void;
  /** The way is free again, for `wake`. */
  readonly free: () => void;
}

/** Whoever has to wait for longer than this, in milliseconds, is told. */
const HOLD_MAX_MS = 60_000;

interface UnderWay {
  readonly messageId: string;
  readonly by: 'socket' | 'http';
  isAccepted: boolean;
  /** Ends its timer, or its request. */
  end: () => void;
}

export function createSender(
  { outbox, link, ask, read, hear, free }: SenderParts,
  world: Pick<World, 'after'>,
): Sender {
  let underWay: UnderWay | null = null;
  let cancelHold: (() => void) | null = null;

  const wake = () => {
    const isOpen = link.state === 'online' || link.state === 'fallback';
    // The way it went is closed. A socket that comes back tells the rest of an accepted one; all else is sent again.
    if (underWay?.by === 'socket' && link.state !== 'online' && (!underWay.isAccepted || link.state === 'fallback')) {
      drop();
    }
    if (underWay?.by === 'socket' && isSettled(read(), underWay)) drop();
    if (!isOpen || underWay || cancelHold) return;
    // Over HTTP nobody tells the rest of a reply unasked.
    const question = link.state === 'fallback' ? openQuestion(read()) : undefined;
    const next = question ? { ...question, messageId: question.id } : outbox.list()[0];
    if (next) (link.state === 'online' ? sendBySocket : sendByHttp)(next);
  };

  const drop = () => {
    underWay?.end();
    underWay = null;
  };

  const sendBySocket = (message: Unsent) => {
    const { messageId } = message;
    const going: UnderWay = { messageId, by: 'socket', isAccepted: false, end: () => {} };
    const frame = { type: 'message-send', ...asSent(message) } as const;
    // The gateway would close the socket over it, and the next one likewise.
    if (utf8Length(JSON.stringify(frame)) > FRAME_MAX_BYTES) {
      hear({ type: 'failure', code: 'too-large', messageId });
      return;
    }
    const send = (isLast: boolean) => {
      link.send(frame);
      going.end = world.after(ACCEPT_TIMEOUT_MS, () => {
        if (!isLast) send(true);
        // Twice unheard: the socket seems dead.
        else link.reconnect();
      });
    };
    underWay = going;
    send(false);
  };

  const sendByHttp = (message: Unsent) => {
    const { messageId } = message;
    const request = new AbortController();
    const going: UnderWay = { messageId, by: 'http', isAccepted: false, end: () => request.abort() };
    underWay = going;
    void ask(message, read, hear, request.signal).then(isTold => {
      if (underWay !== going) return;
      underWay = null;
      // It is not to be asked again at once.
      if (!isTold) link.lose();
      free();
    });
  };

  return {
    get underWay() {
      return underWay?.messageId ?? null;
    },
    wake,
    holds({ code, messageId, retryAfterMs = Infinity }) {
      if (code !== 'rate-limited' || messageId !== underWay?.messageId || underWay?.isAccepted) return false;
      if (retryAfterMs > HOLD_MAX_MS) return false;
      drop();
      cancelHold = world.after(retryAfterMs, () => {
        cancelHold = null;
        free();
      });
      return true;
    },
    noted(message) {
      const messageId = heardOf(message, outbox);
      if (messageId !== null) outbox.remove(messageId);
      if (!underWay) return;
      if (messageId === underWay.messageId && !underWay.isAccepted) {
        underWay.isAccepted = true;
        if (underWay.by === 'socket') underWay.end();
      }
      // A request ends by itself, but a socket that opened meanwhile may have told all of it before.
      if ((underWay.by === 'http' && link.state !== 'online') || !isSettled(read(), underWay)) return;
      drop();
      free();
    },
    close() {
      drop();
      cancelHold?.();
      cancelHold = null;
    },
  };
}

/** The message that the service thereby says to have taken, or refused. */
function heardOf(message: ServerMessage, outbox: Outbox): string | null {
  // That it was stored before, or how its reply broke off, is no news of one that is sent again.
  const unlessAgain = (id: string) => (outbox.list().find(({ messageId }) => messageId === id)?.again ? null : id);
  switch (message.type) {
    case 'message-accepted':
      return message.messageId;
    case 'failure':
      return message.messageId ?? null;
    case 'reply-start':
      return unlessAgain(message.inReplyTo);
    case 'entry': {
      const { id, role } = message.entry;
      return role === 'visitor' && message.entry.failure === null ? unlessAgain(id) : null;
    }
    case 'reply-delta':
    case 'reply-part':
    case 'reply-end':
    case 'resumed':
    case 'history-deleted':
    case 'turn-inspected':
    case 'pong':
      return null;
  }
}

function isSettled(transcript: Transcript, { messageId, isAccepted }: UnderWay): boolean {
  if (findMessage(transcript, messageId)?.state === 'failed') return true;
  const reply = findReply(transcript, replyIdOf(messageId));
  // What broke off before it was sent again does not answer it.
  return reply?.state === 'done' && (isAccepted || reply.reason !== 'interrupted');
}
