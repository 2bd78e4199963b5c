import type { ServerMessage } from '@lex-chat/protocol';
import type { BotMemory } from './ports.ts';
import { socketReceiver, tellAll, type SocketPorts } from './sockets.ts';
import type { Cleared, HistoryStore, TurnStore } from './stores.ts';

export interface DeletePorts extends SocketPorts {
  readonly history: Pick<HistoryStore, 'erase'>;
  readonly turns: Pick<TurnStore, 'clear' | 'disconnect'>;
  readonly botMemory: BotMemory;
}

/**
 * Deletes all that was said in a conversation, and what the bot remembers of it. First it is out of everybody's sight and a
 * running reply has lost its lease, then it is erased. Repeated after a fault, it goes on. The sockets stay.
 */
export async function deleteHistory(conversationId: string, ports: DeletePorts): Promise<void> {
  const { turns, history, botMemory } = ports;
  const cleared = await turns.clear(conversationId);
  await Promise.all([
    tellSockets(conversationId, cleared, ports),
    history.erase(conversationId, cleared.place),
    botMemory.forget(conversationId),
  ]);
}

async function tellSockets(conversationId: string, { before }: Cleared, ports: DeletePorts): Promise<void> {
  const receivers = before.connections.map(connected => socketReceiver(conversationId, connected, ports));
  const isRunning = before.leaseUntil !== null && before.messageId !== null;
  // Whoever waits for that answer hears that none will come, before there is nothing left to wait for.
  const messages: ServerMessage[] = [
    ...(isRunning ? [{ type: 'failure', code: 'not-found', messageId: before.messageId } as const] : []),
    { type: 'history-deleted' },
  ];
  for (const message of messages) await tellAll(receivers, message, ports.warn);
}
