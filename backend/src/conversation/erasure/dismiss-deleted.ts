import { socketReceiver, tellAll, type SocketPorts } from '../delivery/sockets.ts';
import type { HistoryStore, TurnState } from '../stores.ts';

export interface DismissPorts extends SocketPorts {
  readonly history: Pick<HistoryStore, 'find' | 'retract'>;
}

/**
 * Ends the waiting for messages that were deleted while they were being accepted: their sender has heard that they are stored, or will, and nobody else
 * tells what became of them. What a late write has left of one goes as well.
 */
export async function dismissDeleted(
  conversationId: string,
  messageIds: Iterable<string>,
  { connections }: TurnState,
  ports: DismissPorts,
): Promise<void> {
  for (const messageId of messageIds) {
    if (await ports.history.find(conversationId, messageId)) continue;
    await ports.history.retract(conversationId, { id: messageId, order: 0 });
    const receivers = connections.map(connected => socketReceiver(conversationId, connected, ports));
    await tellAll(receivers, { type: 'failure', code: 'not-found', messageId }, ports.warn);
  }
}
