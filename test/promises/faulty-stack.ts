import type { Faults } from '@lex-chat/demo/faults/switchboard';
import type { StackOptions } from '@lex-chat/demo/stack';
import { newMessageId, replyIdOf, type EndReason, type FailureCode, type ServerMessage } from '@lex-chat/protocol';
import { afterEach, expect } from 'vitest';
import { AS_ON_LAMBDA, useStack, type RunningStack } from '../stack/stack.ts';
import { openVisitor, type Visitor, type VisitorSocket } from '../stack/visitor.ts';
import { times } from './measured.ts';

/** What part of the real waits passes in a quick run: half a minute of silence takes three seconds. A soak waits them out. */
export const WAIT_FACTOR = times(0.1, 1);

export interface FaultyStack extends RunningStack {
  readonly faults: Faults;
}

/** The whole service with a switchboard of faults, all of them taken back after each test. */
export function useFaultyStack(options: Partial<StackOptions> = {}): FaultyStack {
  const running = useStack({
    faults: true,
    waitFactor: WAIT_FACTOR,
    processes: AS_ON_LAMBDA,
    pace: { firstTokenMs: 5, tokensPerSecond: 2_000 },
    ...options,
  });
  const faults = () => {
    if (!running.stack.faults) throw new Error('the stack has no faults');
    return running.stack.faults;
  };
  afterEach(() => faults().clear());
  return {
    log: running.log,
    get stack() {
      return running.stack;
    },
    get faults() {
      return faults();
    },
  };
}

/** Lets the workers finish, and has new processes answer: what the old ones remembered of the model is gone with them. */
export async function freshProcesses({ stack, faults }: FaultyStack): Promise<void> {
  const busy = () => stack.functions.processes().filter(({ name, state }) => name === 'answer' && state === 'busy');
  await expect.poll(busy, { timeout: 10_000 }).toEqual([]);
  faults.killAll('answer');
}

/** How the turn of a message ended, as a socket heard it. */
export interface Outcome {
  readonly failure: FailureCode | null;
  readonly retryAfterMs: number | null;
  /** All that was heard of the reply, in its latest attempt. */
  readonly text: string;
  readonly attempt: number;
  readonly reason: EndReason | null;
}

export interface Asking {
  readonly visitor: Visitor;
  readonly socket: VisitorSocket;
}

export async function openAsking(url: string): Promise<Asking> {
  const visitor = await openVisitor(url);
  return { visitor, socket: await visitor.connect() };
}

/** Words that no intent knows, with the message's id in them: by it, each call that the message leads to can be told. */
export function question(messageId: string): string {
  return `교환이나 환불은 어떻게 하나요? ${messageId}`;
}

/** What Lex answers by itself, however often it is said in turn: a greeting, and the end of the dialogue that it begins. */
export function forLex(turn: number): string {
  return turn % 2 ? '그만' : '안녕';
}

/** Says a message and waits for the end of its turn; a message that was said before is asked for again. */
export async function ask(socket: VisitorSocket, messageId: string, text = question(messageId)): Promise<Outcome> {
  const known = [...socket.heard];
  socket.say({ type: 'message-send', messageId, text });
  return outcome(socket, messageId, known);
}

/** The end of a turn, among what is not `known` yet. */
export async function outcome(
  socket: VisitorSocket,
  messageId: string,
  known: readonly ServerMessage[] = [],
): Promise<Outcome> {
  const replyId = replyIdOf(messageId);
  const isNew = (message: ServerMessage) => !known.includes(message);
  const before = textHeard(known, messageId).attempt;
  // That the attempt before broke off may be told once more by whoever resumed it.
  const isLate = (reason: EndReason | null, attempt: number) => reason === 'interrupted' && attempt <= before;
  const end = await Promise.race([
    socket.hear(
      'reply-end',
      message => message.replyId === replyId && isNew(message) && !isLate(message.reason, message.attempt),
    ),
    socket.hear('failure', message => message.messageId === messageId && isNew(message)),
    socket.hear(
      'entry',
      message =>
        message.entry.id === replyId &&
        isNew(message) &&
        !(message.entry.role === 'assistant' && isLate(message.entry.reason, message.entry.attempt)),
    ),
  ]);
  if (end.type === 'entry') {
    const { entry } = end;
    if (entry.role !== 'assistant') throw new Error('a reply’s id on a message');
    return { failure: null, retryAfterMs: null, text: entry.text, attempt: entry.attempt, reason: entry.reason };
  }
  const heard = textHeard(socket.heard, messageId);
  if (end.type === 'reply-end') return { ...heard, failure: null, retryAfterMs: null, reason: end.reason };
  return { ...heard, failure: end.code, retryAfterMs: end.retryAfterMs ?? null, reason: null };
}

/** The reply as it stands for somebody who heard all this: the text of its latest attempt. */
export function textHeard(
  heard: readonly ServerMessage[],
  messageId: string,
): { readonly text: string; readonly attempt: number } {
  let text = '';
  let attempt = 0;
  for (const message of heard) {
    if (!('replyId' in message) || message.replyId !== replyIdOf(messageId) || message.attempt < attempt) continue;
    if (message.attempt > attempt) text = '';
    attempt = message.attempt;
    if (message.type !== 'reply-delta') continue;
    if (message.offset > text.length) throw new Error(`a gap before ${message.offset}`);
    text = text.slice(0, message.offset) + message.text;
  }
  return { text, attempt };
}

/** Has as many processes started as `runs` keep busy, so that no figure is that of a laptop that starts them. */
export async function warmUp({ stack }: FaultyStack): Promise<void> {
  await runs(RUNS_AT_ONCE, async () => {
    const { socket } = await openAsking(stack.url);
    await ask(socket, newMessageId());
    socket.close();
  });
}

const RUNS_AT_ONCE = 4;

/** As many runs at a time as do not make each other slow. */
export async function runs<T>(count: number, run: (index: number) => Promise<T>, atOnce = 4): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next++;
      results[index] = await run(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work));
  return results;
}

/** A process that has seen ten failures of the model asks no more for a while: that is promised, and elsewhere. */
const FAILURES_PER_PROCESS = 9;

/** Runs in each of which the model fails `failures` times, with new processes before any of them has seen too much. */
export async function runsThatFail<T>(
  running: FaultyStack,
  count: number,
  failures: number,
  run: (index: number) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = [];
  const batch = Math.floor(FAILURES_PER_PROCESS / failures);
  for (let first = 0; first < count; first += batch) {
    await freshProcesses(running);
    results.push(...(await runs(Math.min(batch, count - first), index => run(first + index))));
  }
  return results;
}
