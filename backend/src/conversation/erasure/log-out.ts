import { hangUp, type HangUpPorts } from '../delivery/hang-up.ts';
import type { RevocationStore, TurnStore } from '../stores.ts';

export interface LogOutPorts extends HangUpPorts {
  readonly turns: Pick<TurnStore, 'logOut' | 'disconnect'>;
  readonly revocations: RevocationStore;
  readonly now: () => number;
}

/**
 * Ends every session of a conversation and hangs up its sockets, on all devices; whoever is being answered over HTTP is left by the worker. A socket that opens meanwhile either is
 * listed by the time we look, or finds the revocation after it was listed.
 */
export async function logOut(conversationId: string, ports: LogOutPorts): Promise<void> {
  const at = ports.now();
  await ports.revocations.revoke(conversationId, at);
  const { connections } = await ports.turns.logOut(conversationId, at);
  await Promise.all(connections.map(({ connectionId }) => hangUp(conversationId, connectionId, ports)));
}
