import type { Gateway } from '../ports.ts';
import type { ConnectionStore, TurnStore } from '../stores.ts';

export interface HangUpPorts {
  readonly gateway: Gateway;
  readonly turns: Pick<TurnStore, 'disconnect'>;
  readonly connections: Pick<ConnectionStore, 'close'>;
  /** Hears what went wrong and was put right, for the log. */
  readonly warn: (event: string, error: unknown) => void;
}

/**
 * Ends a socket: from here on nothing is taken from it and nothing is told to it, even if it cannot be closed. Then it is
 * closed; its own `$disconnect` finds nothing left to do.
 */
export async function hangUp(conversationId: string, connectionId: string, ports: HangUpPorts): Promise<void> {
  await ports.connections.close(connectionId);
  await ports.turns.disconnect(conversationId, connectionId);
  await ports.gateway.close(connectionId).catch((error: unknown) => ports.warn('close-failed', error));
}
