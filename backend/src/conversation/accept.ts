import type { ReplyEntry } from '@lex-chat/protocol';
import { toMessageEntry } from './message-entry.ts';
import { refused } from './limits/rate.ts';
import type { Rates } from './limits/rates.ts';
import type { Acceptance, Connection, Exchange, HistoryStore, NewMessage, TurnStore } from './stores.ts';
import { socketReceiver, tellAll, type SocketPorts } from './delivery/sockets.ts';

export interface AcceptPorts extends SocketPorts {
  readonly history: HistoryStore;
  readonly turns: Pick<TurnStore, 'again' | 'connect' | 'disconnect'>;
  readonly rates: Pick<Rates, 'visitor' | 'message'>;
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
  /** It was sent before, and this asks for nothing to be answered that is not. */
  readonly isRepeated: boolean;
  /** Where it stands in the conversation's order. */
  readonly place: number;
  /** Tells the conversation's other sockets. For afterwards: they may be slow to take it. */
  readonly announce: () => Promise<void>;
};

/** One message too many, of the visitor, of their address or of the whole site. Nothing of it was stored. */
export interface TooMany {
  readonly state: 'too-many';
  readonly retryAfterMs: number;
}

export interface Sender {
  /** What stands for the address that the message came from. */
  readonly address: string;
  /** The socket that it came over. */
  readonly socket?: Pick<Connection, 'connectionId' | 'sessionExpiresAt'>;
}

/**
 * Stores a message, before anything is asked of Lex or a model. One that is stored already keeps its first text;
 * one that failed or broke off is to be answered afresh.
 */
export async function accept(
  conversationId: string,
  message: NewMessage,
  sender: Sender,
  ports: AcceptPorts,
): Promise<Accepted | TooMany> {
  const { history, turns, rates } = ports;
  const passed = await rates.message(sender.address);
  if (!passed.ok) return asStored(conversationId, message, passed.retryAfterMs, ports);
  const acceptance = await history.accept(conversationId, message, rates.visitor);
  if (acceptance.outcome === 'too-fast')
    return asStored(conversationId, message, refused(rates.visitor).retryAfterMs, ports);

  if (acceptance.outcome === 'stored') {
    await list(conversationId, acceptance.connections, sender, ports);
    const announce = announcing(conversationId, acceptance, sender, ports);
    return { state: 'open', formerAttempt: 0, isRepeated: false, place: acceptance.message.order, announce };
  }

  const join = () => list(conversationId, [], sender, ports);
  let exchange = await history.find(conversationId, message.id);
  const isAfresh = exchange !== undefined && !asItStands(exchange);
  if (exchange && isBeingGiven(exchange, acceptance.turn, ports.now())) {
    await join();
    return openedBefore(exchange, true);
  }
  if (!isAfresh) {
    await join();
    // Who let go of it before they could see that socket has stored what became of it.
    exchange = await history.find(conversationId, message.id);
  }
  // Deleted between the two: then it is new.
  if (!exchange) return accept(conversationId, message, sender, ports);
  const known = asItStands(exchange);
  if (known) return known;
  await turns.again(conversationId, message.id);
  await history.reopen(conversationId, message.id);
  // Not before: who has just ended the reply that broke off would tell it once more.
  if (isAfresh) await join();
  return openedBefore(exchange, false);
}

const nobody = async () => undefined;

function openedBefore({ message, reply }: Exchange, isRepeated: boolean): Extract<Accepted, { state: 'open' }> {
  const formerAttempt = reply?.attempt ?? 0;
  return { state: 'open', formerAttempt, isRepeated, place: message.order, announce: nobody };
}

/** One too many that was stored before is told so: it is no further message. Answering it afresh would be. */
async function asStored(
  conversationId: string,
  { id }: NewMessage,
  retryAfterMs: number,
  { history }: AcceptPorts,
): Promise<Accepted | TooMany> {
  const exchange = await history.find(conversationId, id);
  return (exchange && asItStands(exchange)) ?? { state: 'too-many', retryAfterMs };
}

/** What became of a message that is stored; undefined where it failed or broke off. */
function asItStands({ message: { order: place, failure }, reply }: Exchange): Accepted | undefined {
  if (reply && reply.reason !== 'interrupted')
    return { state: 'answered', reply, isRepeated: true, place, announce: nobody };
  return reply || failure !== null
    ? undefined
    : { state: 'open', formerAttempt: 0, isRepeated: true, place, announce: nobody };
}

/** Whether a reply in place of one that broke off is on its way: then it was asked for before, and this asks for no third one. */
function isBeingGiven(
  { message, reply }: Exchange,
  { attempt, leaseUntil, messageId, isSettling }: Extract<Acceptance, { outcome: 'duplicate' }>['turn'],
  now: number,
): boolean {
  const isAnswered = messageId === message.id && !isSettling && leaseUntil !== null && leaseUntil > now;
  // Of the attempt under way: it has broken off just now, and its turn is about to end.
  return isAnswered && message.failure === null && reply?.reason === 'interrupted' && reply.attempt < attempt;
}

/** A post that came before its handshake was complete has crossed the sender's socket off. */
async function list(
  conversationId: string,
  connections: readonly { readonly connectionId: string }[],
  { socket }: Sender,
  { turns, now }: AcceptPorts,
): Promise<void> {
  if (!socket || connections.some(({ connectionId }) => connectionId === socket.connectionId)) return;
  const { connectionId, sessionExpiresAt: until } = socket;
  await turns.connect(conversationId, { connectionId, open: [], at: now(), until });
}

function announcing(
  conversationId: string,
  { message, connections }: Extract<Acceptance, { outcome: 'stored' }>,
  { socket }: Sender,
  ports: AcceptPorts,
): () => Promise<void> {
  const others = connections.filter(({ connectionId }) => connectionId !== socket?.connectionId);
  const receivers = others.map(connected => socketReceiver(conversationId, connected, ports));
  return () => tellAll(receivers, { type: 'entry', entry: toMessageEntry(message) }, ports.warn);
}
