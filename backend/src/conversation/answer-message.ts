import type { Attributes, FailureCode } from '@lex-chat/protocol';
import { converse, type ConversePorts, type Turn } from './converse.ts';
import { createDelivery, type Receiver } from './delivery.ts';
import { grow, toEntry, type Reply } from './draft.ts';
import type { Connected, HistoryStore, TurnStore } from './ports.ts';
import { socketReceiver, tellAll, type SocketPorts } from './sockets.ts';
import { UpstreamError } from './upstream-error.ts';
import { LEASE_LOST, watchTurn, type WatchPorts } from './watch-turn.ts';

export interface AnswerMessagePorts extends ConversePorts, WatchPorts, SocketPorts {
  readonly history: HistoryStore;
  readonly turns: TurnStore;
}

/**
 * Answers one message under a lease: tells whoever listens, writes down how far it got, stores the reply, then tells its end.
 * A message that cannot be answered is marked so. Undefined when the lease was lost: another worker has taken over.
 */
export async function answerMessage(
  turn: Turn,
  connections: readonly Connected[],
  receiver: Receiver | undefined,
  ports: AnswerMessagePorts,
  signal: AbortSignal,
): Promise<{ readonly sessionAttributes: Attributes } | undefined> {
  const { history, now, warn } = ports;
  const delivery = createDelivery({ onLost: (_, error) => warn('post-failed', error), now });
  let audience: readonly Receiver[] = [];
  const listen = (present: readonly Connected[]) => {
    audience = [
      ...present.map(connected => socketReceiver(turn.conversationId, connected, ports)),
      ...(receiver ? [receiver] : []),
    ];
    delivery.listen(audience);
  };
  listen(connections);

  let reply: Reply | null = null;
  const watch = watchTurn(turn, () => reply?.draft ?? null, listen, ports);
  try {
    const messages = converse(turn, ports, AbortSignal.any([signal, watch.signal]));
    let step = await messages.next();
    for (; !step.done; step = await messages.next()) {
      reply = grow(reply, step.value);
      // Nobody hears the end of a reply before it is stored: the next message may follow at once.
      if (reply.reason === null) delivery.tell(reply);
    }
    await watch.end();
    if (!reply?.reason) throw new Error('a turn ended without the end of a reply');

    const isOurs =
      watch.signal.reason !== LEASE_LOST &&
      (await history.storeReply(turn.conversationId, turn.message, toEntry(reply.draft, reply.reason, now()))) ===
        'stored';
    if (!isOurs) return undefined;
    delivery.tell(reply);
    await delivery.settle();
    return { sessionAttributes: step.value };
  } catch (error) {
    await watch.end();
    if (watch.signal.reason === LEASE_LOST) return undefined;
    warn('turn-failed', error);
    const code: FailureCode = error instanceof UpstreamError ? 'unavailable' : 'internal';
    await history.fail(turn.conversationId, turn.message.id, code);
    await tellAll(audience, { type: 'failure', code, messageId: turn.message.id }, warn);
    return { sessionAttributes: turn.sessionAttributes };
  } finally {
    delivery.drop();
  }
}
