import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';

export interface StreamTimes {
  /** A stream that says nothing for so long is cut: 5 minutes for a regional API, in milliseconds. */
  readonly idleMs: number;
  /** A client that takes nothing for so long is dropped, in milliseconds. Ours: AWS names no figure. */
  readonly unreadMs: number;
}

/**
 * Passes a function's stream on as it comes. A client that goes away does not end the function: API Gateway has no way to tell
 * it, so what it goes on to say is dropped. A function that fails on the way leaves the client with a cut answer.
 */
export async function sendStream(body: Readable, response: ServerResponse, times: StreamTimes): Promise<void> {
  const idle = setTimeout(() => response.destroy(), times.idleMs);
  response.flushHeaders();
  try {
    for await (const chunk of body) {
      idle.refresh();
      if (response.destroyed) continue;
      if (!response.write(chunk)) await room(response, times.unreadMs);
    }
    response.end();
  } catch {
    // The host has logged why. The client learns it from the missing end.
    response.destroy();
  } finally {
    clearTimeout(idle);
  }
}

/** Settles when the client has taken what it was given, or is gone. */
async function room(response: ServerResponse, unreadMs: number): Promise<void> {
  return new Promise(resolve => {
    const unread = setTimeout(() => response.destroy(), unreadMs);
    const settle = () => {
      clearTimeout(unread);
      response.removeListener('drain', settle).removeListener('close', settle);
      resolve();
    };
    response.once('drain', settle).once('close', settle);
  });
}
