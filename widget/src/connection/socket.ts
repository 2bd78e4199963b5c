import {
  parseServerMessage,
  PING_INTERVAL_MS,
  SUBPROTOCOL,
  type ClientMessage,
  type ServerMessage,
  type Session,
} from '@lex-chat/protocol';
import type { World } from './world.ts';

/** A socket that does not open within this, in milliseconds, is late: it may be blocked, or its network slow. */
export const OPEN_TIMEOUT_MS = 3_000;

export interface Socket {
  /** Whether it was handed to the socket; not whether it arrives. */
  send(message: ClientMessage): boolean;
  /** Ends it without another event. */
  close(): void;
}

export interface SocketEvents {
  readonly opened: () => void;
  /** Has not opened in time. It still may, unless it is closed. */
  readonly late: () => void;
  readonly heard: (message: ServerMessage) => void;
  /** Comes once, and last. A page is never told why. */
  readonly closed: () => void;
}

/** One WebSocket, from opening to close: the token as a subprotocol, frames as messages, a ping now and then. */
export function openSocket(
  { socketUrl, token }: Pick<Session, 'socketUrl' | 'token'>,
  events: SocketEvents,
  world: Pick<World, 'WebSocket' | 'after'>,
): Socket {
  let socket: WebSocket | null = null;
  let cancelTimer: () => void;
  let isOver = false;

  const end = () => {
    isOver = true;
    cancelTimer();
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  };
  const lose = () => {
    if (isOver) return;
    end();
    events.closed();
  };
  const send = (message: ClientMessage) => {
    // 1 is OPEN; a socket in any other state would throw or swallow it.
    if (isOver || socket?.readyState !== 1) return false;
    socket.send(JSON.stringify(message));
    return true;
  };
  const pingLater = () => {
    cancelTimer = world.after(PING_INTERVAL_MS, () => {
      send({ type: 'ping' });
      pingLater();
    });
  };

  try {
    if (!world.WebSocket) throw new Error('This browser has no WebSocket');
    socket = new world.WebSocket(socketUrl, [SUBPROTOCOL, token]);
  } catch {
    // The page's content security policy, or an address that is none: as good as blocked.
    cancelTimer = world.after(0, lose);
    return { send, close: end };
  }

  cancelTimer = world.after(OPEN_TIMEOUT_MS, events.late);
  socket.onopen = () => {
    cancelTimer();
    pingLater();
    events.opened();
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = typeof data === 'string' ? parseServerMessage(data) : undefined;
    if (message) events.heard(message);
  };
  socket.onclose = lose;
  // A close follows and says all there is to say.
  socket.onerror = () => undefined;
  return { send, close: end };
}
