import { answerMessage, type AnswerMessagePorts } from './answer-message.ts';
import type { Audience } from './delivery/audience.ts';
import type { Receiver } from './delivery/delivery.ts';
import { dialogueOf } from './conversation-id.ts';
import { dismissDeleted } from './erasure/dismiss-deleted.ts';
import { LEASE } from './turn/lease.ts';
import type { AnswerInvoker, BotMemory } from './ports.ts';
import type { Claim, Done, HistoryStore, StoredMessage, TurnState } from './stores.ts';
import { settleAbandoned } from './turn/settle-abandoned.ts';

export interface AnswerPorts extends AnswerMessagePorts {
  readonly invoker: AnswerInvoker;
  readonly botMemory: BotMemory;
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
 * `busy`: another worker holds the lease, and now knows that this message wants an answer.
 */
export async function answer(
  request: AnswerRequest,
  ports: AnswerPorts,
  signal: AbortSignal,
): Promise<'answered' | 'busy'> {
  const { conversationId, messageId, receiver } = request;
  const { turns, now, lease = LEASE } = ports;
  const claim = await claimTurn(request, ports);
  if (claim === 'busy') return 'busy';

  let state: TurnState = claim.state;
  let done: Done = { answered: state.answered, sessionAttributes: state.sessionAttributes };
  /** The message that the lease says is being answered; null where it does not say so yet. */
  let begun: string | null = messageId;
  /** Those who were asked for by name: they may stand before what was answered last. */
  const asked = new Set([messageId]);
  /** Those whose answer was given before it was asked for afresh, or who are gone: the next write takes them from the list. */
  const given = new Set<string>();
  if (claim.isTakeOver) {
    done = await settleAbandoned(conversationId, claim.state, ports);
    begun = null;
  }

  let audience: Audience | undefined;
  let last: StoredMessage | undefined;
  for (;;) {
    const message = await choose(conversationId, state, done, { asked, given }, ports.history);
    if (!message) {
      await dismissDeleted(conversationId, asked, state, ports);
      asked.clear();
      const released = await turns.release(conversationId, state.attempt, { ...done, done: [...given] });
      if (released === 'lost') {
        await giveUp(conversationId, state, last, ports);
        return 'answered';
      }
      await tellLatecomers(audience, last, released.state);
      if (released.knocks.length === 0) return 'answered';
      state = released.state;
      for (const id of released.knocks) asked.add(id);
      continue;
    }
    if (message.id !== begun || state.again.includes(message.id)) {
      const step = { ...done, done: [...given], messageId: message.id, leaseUntil: now() + lease.leaseMs };
      const advanced = await turns.advance(conversationId, state.attempt, step);
      if (!advanced) {
        await giveUp(conversationId, state, last, ports);
        return 'answered';
      }
      if (message.id !== last?.id) await tellLatecomers(audience, last, advanced);
      state = advanced;
      given.clear();
    }

    const isMine = message.id === messageId;
    const turn = {
      conversationId,
      dialogueId: dialogueOf(conversationId, state.cleared),
      message,
      attempt: state.attempt,
      leaseUntil: state.leaseUntil ?? 0,
      sessionAttributes: done.sessionAttributes,
    };
    const answered = await answerMessage(turn, state, isMine ? receiver : undefined, ports, signal);
    if (!answered) {
      await giveUp(conversationId, state, message, ports);
      return 'answered';
    }
    audience = answered.audience;
    begun = null;
    last = message;
    asked.delete(message.id);
    done = {
      answered: Math.max(done.answered, message.order),
      sessionAttributes: answered.sessionAttributes,
    };
    if (isMine && receiver) {
      await handOver(request, state, done, { audience, message }, ports);
      return 'answered';
    }
  }
}

/**
 * Sockets that came after the last checkpoint of a turn, told by the write that ends it. One that comes still later
 * looks into the history after it has been listed, and finds the reply there.
 */
async function tellLatecomers(
  audience: Audience | undefined,
  last: StoredMessage | undefined,
  state: TurnState,
): Promise<void> {
  // Who comes for another answer in its place is told that one alone.
  if (last && state.again.includes(last.id)) return;
  audience?.join(state);
  await audience?.settle();
}

/**
 * The lease was lost: to another worker, who sees to everything, or to a visitor who has deleted everything. Then what was written
 * too late is taken back, and what Lex was told too late forgotten.
 */
async function giveUp(
  conversationId: string,
  { cleared }: TurnState,
  last: StoredMessage | undefined,
  { history, turns, botMemory, warn }: AnswerPorts,
): Promise<void> {
  if ((await turns.read(conversationId)).cleared === cleared) return;
  const settled = await Promise.allSettled([
    botMemory.forget(dialogueOf(conversationId, cleared)),
    last && history.retract(conversationId, last),
  ]);
  const [forgotten] = settled;
  for (const result of settled) if (result.status === 'rejected') warn('deleting-failed', result.reason);
  if (forgotten.status === 'fulfilled' && forgotten.value === 'busy') warn('dialogue-not-forgotten', undefined);
}

async function claimTurn(
  { conversationId, messageId }: AnswerRequest,
  { turns, now, lease = LEASE }: AnswerPorts,
): Promise<Claim | 'busy'> {
  for (;;) {
    const claim = await turns.claim(conversationId, messageId, now() + lease.leaseMs);
    if (claim !== 'busy') return claim;
    // Whoever holds the lease may let go of it between the two writes; then it is ours to try again.
    if ((await turns.knock(conversationId, messageId)) === 'knocked') return 'busy';
  }
}

/** What was asked for afresh, else the oldest unanswered message, else one that was asked for by name. */
async function choose(
  conversationId: string,
  { again }: TurnState,
  { answered }: Done,
  { asked, given }: { readonly asked: ReadonlySet<string>; readonly given: Set<string> },
  history: HistoryStore,
): Promise<StoredMessage | undefined> {
  for (const id of again) {
    if (given.has(id)) continue;
    const exchange = await history.find(conversationId, id);
    if (exchange && (!exchange.reply || exchange.reply.reason === 'interrupted')) return exchange.message;
    given.add(id);
  }
  const next = await history.next(conversationId, answered);
  if (next) return next;
  for (const id of asked) {
    const exchange = await history.find(conversationId, id);
    if (exchange && !exchange.reply && exchange.message.failure === null) return exchange.message;
  }
  return undefined;
}

/** Lets go of the lease for good: whatever was knocked for is somebody else's. */
async function handOver(
  { conversationId }: AnswerRequest,
  state: TurnState,
  done: Done,
  { audience, message }: { readonly audience: Audience; readonly message: StoredMessage },
  ports: AnswerPorts,
): Promise<void> {
  const { turns, invoker } = ports;
  const knocks = new Set<string>();
  for (;;) {
    const released = await turns.release(conversationId, state.attempt, done);
    if (released === 'lost') return giveUp(conversationId, state, message, ports);
    await tellLatecomers(audience, message, released.state);
    for (const id of released.knocks) knocks.add(id);
    if (released.knocks.length === 0) break;
  }
  for (const id of knocks) await invoker.invoke(conversationId, id);
}
