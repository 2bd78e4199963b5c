import type { ReplyEntry } from '@lex-chat/protocol';
import { toMessageEntry } from './message-entry.ts';
import type { HistoryStore, NewMessage, TurnStore } from './stores.ts';
import { socketReceiver, tellAll, type SocketPorts } from './sockets.ts';

export interface AcceptPorts extends SocketPorts {
  readonly history: HistoryStore;
  readonly turns: Pick<TurnStore, 'again' | 'disconnect'>;
}

/** A message that is stored: still to be answered, or answered before. */
export type Accepted =
  /** A reply of `formerAttempt` broke off, if it is not 0. */
  | { readonly state: 'open'; readonly formerAttempt: number }
  | { readonly state: 'answered'; readonly reply: ReplyEntry };

/**
 * Stores a message, before anything is asked of Lex or a model, and tells the conversation's other sockets.
 * A message that is stored already keeps its first text; one that failed or broke off is to be answered afresh.
 */
export async function accept(
  conversationId: string,
  message: NewMessage,
  ports: AcceptPorts,
  fromConnection?: string,
): Promise<Accepted> {
  const { history, turns } = ports;
  const acceptance = await history.accept(conversationId, message);
  if (acceptance.outcome === 'stored') {
    const others = acceptance.connections.filter(({ connectionId }) => connectionId !== fromConnection);
    const receivers = others.map(connected => socketReceiver(conversationId, connected, ports));
    await tellAll(receivers, { type: 'entry', entry: toMessageEntry(acceptance.message) }, ports.warn);
    return { state: 'open', formerAttempt: 0 };
  }

  const exchange = await history.find(conversationId, message.id);
  // Its time to live has passed between the two reads.
  if (!exchange) return { state: 'open', formerAttempt: 0 };
  const { reply } = exchange;
  if (exchange.message.failure !== null || reply?.reason === 'interrupted') {
    await turns.again(conversationId, message.id);
    await history.fail(conversationId, message.id, null);
    return { state: 'open', formerAttempt: reply?.attempt ?? 0 };
  }
  return reply ? { state: 'answered', reply } : { state: 'open', formerAttempt: 0 };
}
