import type { ReplyEntry } from '@lex-chat/protocol';
import { toMessageEntry } from './message-entry.ts';
import type { Connection, HistoryStore, NewMessage, TurnStore } from './stores.ts';
import { socketReceiver, tellAll, type SocketPorts } from './sockets.ts';

export interface AcceptPorts extends SocketPorts {
  readonly history: HistoryStore;
  readonly turns: Pick<TurnStore, 'again' | 'connect' | 'disconnect'>;
  readonly now: () => number;
}

/** A message that is stored: still to be answered, or answered before. */
export type Accepted = (
  | {
      readonly state: 'open';
      /** A reply of this attempt broke off, if it is not 0. */
      readonly formerAttempt: number;
    }
  | { readonly state: 'answered'; readonly reply: ReplyEntry }
) & {
  /** Where it stands in the conversation's order. */
  readonly place: number;
  /** Tells the conversation's other sockets. For afterwards: they may be slow to take it. */
  readonly announce: () => Promise<void>;
};

/**
 * Stores a message, before anything is asked of Lex or a model. One that is stored already keeps its first text;
 * one that failed or broke off is to be answered afresh.
 */
export async function accept(
  conversationId: string,
  message: NewMessage,
  ports: AcceptPorts,
  from?: Pick<Connection, 'connectionId' | 'sessionExpiresAt'>,
): Promise<Accepted> {
  const { history, turns, now } = ports;
  const acceptance = await history.accept(conversationId, message);
  const isStored = acceptance.outcome === 'stored';
  const connections = isStored ? acceptance.connections : [];
  // A post that came before its handshake was complete has crossed it off.
  if (from && !connections.some(({ connectionId }) => connectionId === from.connectionId)) {
    const { connectionId, sessionExpiresAt: until } = from;
    await turns.connect(conversationId, { connectionId, open: [], at: now(), until });
  }
  if (isStored) {
    const others = connections.filter(({ connectionId }) => connectionId !== from?.connectionId);
    const receivers = others.map(connected => socketReceiver(conversationId, connected, ports));
    const entry = toMessageEntry(acceptance.message);
    return {
      state: 'open',
      formerAttempt: 0,
      place: acceptance.message.order,
      announce: () => tellAll(receivers, { type: 'entry', entry }, ports.warn),
    };
  }

  const exchange = await history.find(conversationId, message.id);
  // Deleted between the two: then it is new.
  if (!exchange) return accept(conversationId, message, ports, from);
  const { reply } = exchange;
  const { order: place, failure } = exchange.message;
  const announce = async () => undefined;
  if (reply && reply.reason !== 'interrupted') return { state: 'answered', reply, place, announce };
  if (reply || failure !== null) {
    await turns.again(conversationId, message.id);
    await history.fail(conversationId, message.id, null);
  }
  return { state: 'open', formerAttempt: reply?.attempt ?? 0, place, announce };
}
