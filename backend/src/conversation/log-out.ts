import { hangUp, type HangUpPorts } from './hang-up.ts';
import type { RevocationStore, TurnStore } from './stores.ts';

export interface LogOutPorts extends HangUpPorts {
  readonly turns: Pick<TurnStore, 'read' | 'disconnect'>;
  readonly revocations: RevocationStore;
  readonly now: () => number;
}

/**
 * Ends every session of a conversation and hangs up its sockets, on all devices. A socket that opens meanwhile either is
 * listed by the time we look, or finds the revocation after it was listed.
 */
export async function logOut(conversationId: string, ports: LogOutPorts): Promise<void> {
  await ports.revocations.revoke(conversationId, ports.now());
  const { connections } = await ports.turns.read(conversationId);
  await Promise.all(connections.map(({ connectionId }) => hangUp(conversationId, connectionId, ports)));
}
