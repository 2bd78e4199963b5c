import type { Attributes, EndReason, FailureCode, TurnInspected } from '@lex-chat/protocol';
import { createAudience, type Audience, type AudiencePorts, type Present } from './delivery/audience.ts';
import { converse, type ConversePorts, type Turn, type TurnFinished } from './turn/converse.ts';
import { restOfDay } from './limits/day.ts';
import type { Receiver } from './delivery/delivery.ts';
import { grow, toEntry, type Reply } from './draft.ts';
import { inspectTurn } from './turn/inspect-turn.ts';
import type { Usage } from './ports.ts';
import type { HistoryStore, StoredMessage, TurnStore } from './stores.ts';
import { UpstreamError } from './upstream-error.ts';
import { LEASE_LOST, watchTurn, type WatchPorts } from './turn/watch-turn.ts';

export interface AnswerMessagePorts extends ConversePorts, WatchPorts, AudiencePorts {
  readonly history: HistoryStore;
  readonly turns: TurnStore;
  /** Whoever waits for the reply elsewhere than on a socket, by where the conversation is: a channel such as Messenger. */
  /** Whether a visitor is told how their messages are answered. @default - nobody is */
  readonly inspects?: (visitorId: string) => boolean;
  readonly receiverOf?: (conversationId: string, message: StoredMessage) => Receiver | undefined;
}

export interface Answered {
  /** Lex's, for the next turn. */
  readonly sessionAttributes: Attributes;
  /** Has heard the end. Who joins it later hears it as well. */
  readonly audience: Audience;
}

/**
 * Answers one message under a lease: tells whoever listens, writes down how far it got, stores the reply, then tells its end.
 * A message that cannot be answered is marked so. Undefined when the lease was lost: another worker has taken over.
 */
export async function answerMessage(
  turn: Turn,
  present: Present,
  receiver: Receiver | undefined,
  ports: AnswerMessagePorts,
  signal: AbortSignal,
): Promise<Answered | undefined> {
  const { history, now, warn, report } = ports;
  const { conversationId, message } = turn;
  const audience = createAudience(conversationId, receiver ?? ports.receiverOf?.(conversationId, message), ports);
  audience.join(present);

  const began = now();
  let firstShownAt: number | null = null;
  let reply: Reply | null = null;
  let { sessionAttributes } = turn;
  let usage: Usage | null = null;
  const inspector = ports.inspects?.(message.visitorId) ? inspectTurn(began, now) : undefined;
  let inspected: TurnInspected | undefined;
  const finish = (reason: EndReason | FailureCode) => {
    const finished: TurnFinished = {
      event: 'turn-finished',
      messageId: message.id,
      answeredBy: typeof reply?.reason === 'string' ? reply.draft.source.kind : 'nobody',
      reason,
      waitedMs: began - message.at,
      firstShownMs: firstShownAt === null ? null : firstShownAt - began,
      wholeMs: now() - began,
      usage,
    };
    report(finished);
    inspected = inspector?.inspected(finished);
  };
  const fail = async (code: FailureCode, retryAfterMs: number | null) => {
    if ((await history.fail(conversationId, message.id, code, turn.attempt)) === 'superseded') return 'superseded';
    audience.fail({ type: 'failure', code, messageId: message.id, ...(retryAfterMs !== null && { retryAfterMs }) });
    finish(code);
    return 'told';
  };
  const watch = watchTurn(
    turn,
    () => reply?.draft ?? null,
    state => audience.join(state),
    ports,
  );
  try {
    const messages = converse(
      { ...turn, ...(inspector && { onRouted: inspector.routed }) },
      ports,
      AbortSignal.any([signal, watch.signal]),
    );
    let step = await messages.next();
    for (; !step.done; step = await messages.next()) {
      reply = grow(reply, step.value);
      if (step.value.type !== 'reply-start') firstShownAt ??= now();
      // Nobody hears the end of a reply before it is stored: the next message may follow at once.
      if (reply.reason === null && (await watch.holds())) audience.tell(reply);
    }
    ({ sessionAttributes, usage } = step.value);
    await watch.end();
    if (watch.signal.reason === LEASE_LOST) return leave(audience);
    if (step.value.isBudgetSpent) {
      if ((await fail('budget-exhausted', restOfDay(now()))) === 'superseded') return leave(audience);
    } else {
      if (!reply?.reason) throw new Error('a turn ended without the end of a reply');
      const stored = await history.storeReply(conversationId, message, toEntry(reply.draft, reply.reason, now()));
      if (stored === 'superseded') return leave(audience);
      audience.tell(reply);
      finish(reply.reason);
    }
  } catch (error) {
    await watch.end();
    if (watch.signal.reason === LEASE_LOST) return leave(audience);
    warn('turn-failed', error);
    const told = error instanceof UpstreamError ? fail('unavailable', error.retryAfterMs) : fail('internal', null);
    if ((await told) === 'superseded') return leave(audience);
  }
  await audience.settle();
  if (inspected) await audience.show(inspected);
  return { sessionAttributes, audience };
}

function leave(audience: Audience): undefined {
  audience.dismiss();
}
