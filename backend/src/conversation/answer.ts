import { answerMessage, type AnswerMessagePorts } from './answer-message.ts';
import type { Audience } from './audience.ts';
import type { Receiver } from './delivery.ts';
import { LEASE_MS } from './lease.ts';
import type { AnswerInvoker } from './ports.ts';
import type { Done, StoredMessage, TurnState } from './stores.ts';
import { settleAbandoned } from './settle-abandoned.ts';

export interface AnswerPorts extends AnswerMessagePorts {
  readonly invoker: AnswerInvoker;
}

export interface AnswerRequest {
  readonly conversationId: string;
  /** The message that made somebody ask; older ones are answered before it. */
  readonly messageId: string;
  /** Somebody besides the sockets who waits for that one message, such as an HTTP response: what comes after it is left to others. */
  readonly receiver?: Receiver;
}

/**
 * Answers what is unanswered in a conversation, oldest first, as its only worker.
 * `busy`: another worker holds the lease, and now knows that there is more.
 */
export async function answer(
  request: AnswerRequest,
  ports: AnswerPorts,
  signal: AbortSignal,
): Promise<'answered' | 'busy'> {
  const { conversationId, messageId, receiver } = request;
  const { turns, now } = ports;
  const before = await claim(request, ports);
  if (before === 'busy') return 'busy';

  let state: TurnState = { ...before, attempt: before.attempt + 1 };
  let done = await settleAbandoned(conversationId, before, ports);
  let begun = messageId;
  let audience: Audience | undefined;
  // A turn that was given up is over, even where it had been asked for afresh.
  const handled = new Set(done.again === null ? [] : [done.again]);
  for (;;) {
    const message = await choose(request, state, done, handled, ports);
    if (!message) {
      const released = await turns.release(conversationId, state.attempt, done);
      if (released === 'more') continue;
      if (released !== 'lost') await tellLatecomers(audience, released);
      return 'answered';
    }
    if (message.id !== begun) {
      const step = { ...done, messageId: message.id, leaseUntil: now() + LEASE_MS };
      const advanced = await turns.advance(conversationId, state.attempt, step);
      if (!advanced) return 'answered';
      await tellLatecomers(audience, advanced);
      state = advanced;
      begun = message.id;
    }

    const isMine = message.id === messageId;
    const turn = { conversationId, message, attempt: state.attempt, sessionAttributes: done.sessionAttributes };
    const answered = await answerMessage(turn, state.connections, isMine ? receiver : undefined, ports, signal);
    if (!answered) return 'answered';
    audience = answered.audience;
    handled.add(message.id);
    done = {
      answered: Math.max(done.answered, message.order),
      sessionAttributes: answered.sessionAttributes,
      again: state.again.includes(message.id) ? message.id : null,
    };
    if (isMine && receiver) {
      await handOver(request, state, done, audience, ports);
      return 'answered';
    }
  }
}

/**
 * Sockets that came after the last checkpoint of a turn, told by the write that ends it. One that comes still later
 * looks into the history after it has been listed, and finds the reply there.
 */
async function tellLatecomers(audience: Audience | undefined, { connections }: TurnState): Promise<void> {
  audience?.join(connections);
  await audience?.settle();
}

async function claim(
  { conversationId, messageId }: AnswerRequest,
  { turns, now }: AnswerPorts,
): Promise<TurnState | 'busy'> {
  for (;;) {
    const state = await turns.claim(conversationId, messageId, now() + LEASE_MS);
    if (state !== 'busy') return state;
    // Whoever holds the lease may let go of it between the two writes; then it is ours to try again.
    if ((await turns.knock(conversationId)) === 'knocked') return 'busy';
  }
}

/** What was asked for afresh, else the oldest unanswered message, else the one we came for, if it was stored later than its place says. */
async function choose(
  request: AnswerRequest,
  state: TurnState,
  done: Done,
  handled: ReadonlySet<string>,
  { history }: AnswerPorts,
): Promise<StoredMessage | undefined> {
  const { conversationId, messageId } = request;
  for (const id of state.again) {
    const exchange = handled.has(id) ? undefined : await history.find(conversationId, id);
    if (exchange && (!exchange.reply || exchange.reply.reason === 'interrupted')) return exchange.message;
  }
  const next = await history.next(conversationId, done.answered);
  if (next || handled.has(messageId)) return next;
  const exchange = await history.find(conversationId, messageId);
  return exchange && !exchange.reply && exchange.message.failure === null ? exchange.message : undefined;
}

async function handOver(
  { conversationId, messageId }: AnswerRequest,
  { attempt }: TurnState,
  done: Done,
  audience: Audience,
  { turns, invoker }: AnswerPorts,
): Promise<void> {
  let released = await turns.release(conversationId, attempt, done);
  const isMore = released === 'more';
  while (released === 'more') released = await turns.release(conversationId, attempt, done);
  if (released !== 'lost') await tellLatecomers(audience, released);
  if (isMore) await invoker.invoke(conversationId, messageId);
}
