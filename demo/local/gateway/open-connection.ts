import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Connection } from './connections.ts';
import { createFrameWatch } from './frame-watch.ts';

/** What API Gateway allows a socket, and what this gateway allows where AWS names no figure. */
export interface ConnectionLimits {
  /** Payload of one frame, in bytes. */
  readonly frameMaxBytes: number;
  /** Silence in both directions, in milliseconds. Pings of the protocol do not count. */
  readonly idleMs: number;
  /** Life, in milliseconds. */
  readonly lifeMs: number;
  /** What may wait for a client to read it, in bytes. */
  readonly bufferMaxBytes: number;
  /** How long a client may read nothing of it, or leave a message unfinished, in milliseconds. */
  readonly stalledMs: number;
}

/** How long a client may take to answer a close, in milliseconds. */
const CLOSING_MS = 2_000;

export interface ConnectionOptions extends Pick<Connection, 'id' | 'connectedAt' | 'identity'> {
  readonly socket: WebSocket;
  readonly limits: ConnectionLimits;
  readonly onMessage: (text: string) => void;
  /** It closes or is closed: nothing reaches it any more. */
  readonly onClosing: () => void;
  readonly onClosed: (code: number, reason: string) => void;
}

/** An open socket with its limits upon it. Ends by itself; nothing of it outlives its `close` event. */
export function openConnection(options: ConnectionOptions, now: () => Date = () => new Date()): Connection {
  const { socket, limits, id, connectedAt, identity } = options;
  let lastActiveAt = connectedAt;
  let closing: { readonly code: number; readonly reason: string } | undefined;
  let unread = 0;
  let unreadTimer: NodeJS.Timeout | undefined;
  let closingTimer: NodeJS.Timeout | undefined;

  const leave = () => {
    closingTimer ??= setTimeout(() => socket.terminate(), CLOSING_MS);
    options.onClosing();
  };
  const close = (code: number, reason: string) => {
    closing ??= { code, reason };
    leave();
    socket.close(code, reason);
  };
  const idle = setTimeout(() => close(1001, 'Going away'), limits.idleMs);
  const life = setTimeout(() => close(1001, 'Going away'), limits.lifeMs);
  const touch = () => {
    lastActiveAt = now();
    idle.refresh();
  };

  socket.on('message', (data: Buffer, isBinary) => {
    if (closing) return;
    if (isBinary) return close(1003, 'Binary frames are not supported');
    touch();
    options.onMessage(data.toString());
  });
  socket.once('close', (code, reason) => {
    for (const timer of [idle, life, unreadTimer, closingTimer]) clearTimeout(timer);
    options.onClosing();
    options.onClosed(closing?.code ?? code, closing?.reason ?? reason.toString());
  });
  // A broken protocol: `ws` has sent the close that belongs to it, and the event of that name follows.
  socket.on('error', leave);

  const read = () => {
    unread -= 1;
    if (unread > 0) unreadTimer?.refresh();
    else clearTimeout(unreadTimer);
  };
  return {
    id,
    connectedAt,
    identity,
    lastActiveAt: () => lastActiveAt,
    post: text => {
      if (closing || socket.readyState !== socket.OPEN) return 'gone';
      if (socket.bufferedAmount + Buffer.byteLength(text) > limits.bufferMaxBytes) return 'full';
      touch();
      unread += 1;
      if (unread === 1) unreadTimer = setTimeout(() => socket.terminate(), limits.stalledMs);
      socket.send(text, read);
      return 'posted';
    },
    close,
  };
}

/**
 * Watches a socket's bytes for what `ws` does not limit: the single frame, and the message that is never finished. To be called
 * before `ws` reads them, so that a frame that is too large is refused before its message is heard.
 */
export function watchFrames(
  bytes: Duplex,
  limits: ConnectionLimits,
  refuse: { readonly tooLong: () => void; readonly stalled: () => void },
): void {
  const watch = createFrameWatch(limits.frameMaxBytes);
  let unfinished: NodeJS.Timeout | undefined;
  let finished = 0;
  const look = (chunk: Buffer) => {
    if (watch.exceeds(chunk)) {
      stop();
      refuse.tooLong();
      return;
    }
    if (!watch.isWithinMessage() || watch.finished() > finished) {
      clearTimeout(unfinished);
      unfinished = undefined;
    }
    finished = watch.finished();
    // From the first byte on: sending slowly does not count as sending.
    if (watch.isWithinMessage()) unfinished ??= setTimeout(refuse.stalled, limits.stalledMs);
  };
  const stop = () => {
    clearTimeout(unfinished);
    bytes.removeListener('data', look);
  };
  bytes.on('data', look).once('close', stop);
}
