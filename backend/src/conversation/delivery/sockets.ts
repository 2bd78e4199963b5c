import type { ServerMessage } from '@lex-chat/protocol';
import type { Receiver } from './delivery.ts';
import type { Gateway } from '../ports.ts';
import type { Connected, TurnStore } from '../stores.ts';

export interface SocketPorts {
  readonly gateway: Gateway;
  readonly turns: Pick<TurnStore, 'disconnect'>;
  readonly now: () => number;
  /** Hears what went wrong and was put right, for the log. */
  readonly warn: (event: string, error: unknown) => void;
}

/**
 * A socket of a conversation as the receiver of a reply. One that is gone is crossed off the list, as is one whose session is
 * over: it is told nothing further, and closed.
 */
export function socketReceiver(
  conversationId: string,
  { connectionId, open, at, until }: Connected,
  { gateway, turns, now, warn }: SocketPorts,
): Receiver {
  return {
    id: connectionId,
    open,
    at,
    async post(message) {
      if (until <= now()) {
        await turns.disconnect(conversationId, connectionId);
        await gateway.close(connectionId).catch((error: unknown) => warn('close-failed', error));
        return 'gone';
      }
      const result = await gateway.post(connectionId, message);
      if (result === 'gone') await turns.disconnect(conversationId, connectionId);
      return result;
    },
  };
}

/** Tells every socket, as far as it can be told: a socket that misses something resumes. */
export async function tellAll(
  receivers: readonly Receiver[],
  message: ServerMessage,
  warn: SocketPorts['warn'],
): Promise<void> {
  const told = await Promise.allSettled(receivers.map(receiver => receiver.post(message)));
  for (const result of told) if (result.status === 'rejected') warn('post-failed', result.reason);
}
