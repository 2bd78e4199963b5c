import type { ServerMessage } from '@lex-chat/protocol';
import { dialogueOf } from '../conversation-id.ts';
import type { FileStore } from '../files/file-store.ts';
import type { BotMemory } from '../ports.ts';
import { socketReceiver, tellAll, type SocketPorts } from '../delivery/sockets.ts';
import type { Cleared, HistoryStore, TurnStore } from '../stores.ts';
import { UpstreamError } from '../upstream-error.ts';

export interface DeletePorts extends SocketPorts {
  readonly history: Pick<HistoryStore, 'erase'>;
  readonly turns: Pick<TurnStore, 'clear' | 'disconnect'>;
  readonly botMemory: BotMemory;
  /** What visitors have attached. @default - nothing can be attached */
  readonly files?: FileStore | undefined;
}

/**
 * Deletes all that was said in a conversation, and what the bot remembers of it. First it is out of everybody's sight and a
 * running reply has lost its lease, then it is erased. Repeated after a fault, it goes on. The sockets stay.
 */
export async function deleteHistory(conversationId: string, ports: DeletePorts): Promise<void> {
  const { turns, history, botMemory, files, now } = ports;
  const cleared = await turns.clear(conversationId);
  const { before, place, over } = cleared;
  // All of it is tried before a fault is told: whoever tries again may not come back.
  const settled = await Promise.allSettled([
    forget(over, conversationId, botMemory),
    tellSockets(conversationId, cleared, ports),
    history.erase(conversationId, place),
    files?.erase(conversationId),
  ]);
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
  // Whoever keeps the bot busy has lost the lease just now, and has it forget when it has come to an end.
  const isAttended = before.leaseUntil !== null && before.leaseUntil > now();
  const [forgotten] = settled;
  if (forgotten.status === 'fulfilled' && forgotten.value === 'busy' && !isAttended)
    throw new UpstreamError('lex', { cause: 'busy' });
}

async function forget(
  over: readonly number[],
  conversationId: string,
  botMemory: BotMemory,
): Promise<'forgotten' | 'busy'> {
  const all = await Promise.all(over.map(cleared => botMemory.forget(dialogueOf(conversationId, cleared))));
  return all.includes('busy') ? 'busy' : 'forgotten';
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
