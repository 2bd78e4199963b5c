import { setTimeout as wait } from 'node:timers/promises';
import { LEASE } from '@lex-chat/backend/conversation/turn/lease';
import { mentions, type Call } from '@lex-chat/demo/faults/fault';
import { newMessageId, type Entry, type ServerMessage } from '@lex-chat/protocol';
import { expect } from 'vitest';
import type { Visitor, VisitorSocket } from '../stack/visitor.ts';
import { openAsking, outcome, question, type FaultyStack, type Outcome, WAIT_FACTOR } from './faulty-stack.ts';
import { measured } from './measured.ts';

/** A message on its way through functions that may die. */
export interface Begun {
  readonly visitor: Visitor;
  readonly socket: VisitorSocket;
  readonly messageId: string;
  /** Whether a call is made for this message, by whichever function. */
  readonly isOfThis: (call: Call) => boolean;
}

/** What became of it. */
export interface Lived extends Begun {
  readonly told: Outcome;
  readonly ms: number;
  /** What the history holds, which the visitor had nothing else in. */
  readonly messages: number;
  readonly replies: number;
  /** By Lex's own record. */
  readonly lexAsked: number;
  readonly entries: readonly Entry[];
  /** Whether the history says what the visitor was told. */
  readonly isSame: boolean;
}

/** A widget waits 5 s for an acceptance, and 20 s in silence. */
const LOOK_MS = Math.max(1_000, LEASE.leaseMs * WAIT_FACTOR * 0.5);

/** One message of a visitor, while `spoil` has something happen to it. `lex`: a greeting that the bot answers. */
export async function live(running: FaultyStack, kind: 'lex' | 'model', spoil: (begun: Begun) => void): Promise<Lived> {
  const { visitor, socket } = await openAsking(running.stack.url);
  const { conversationId } = visitor.session;
  const messageId = newMessageId();
  const begun: Begun = { visitor, socket, messageId, isOfThis: mentions(conversationId, messageId) };
  spoil(begun);
  const since = performance.now();
  const text = kind === 'lex' ? '안녕' : question(messageId);
  let told = await insist(begun, text);
  const ms = performance.now() - since;
  let { entries } = await visitor.history();
  // A message that was said again on the way, and arrives behind its own failure, asks for the answer afresh.
  const isRetried = ([message, reply]: readonly Entry[]) =>
    message?.role === 'visitor' && message.failure === null && !reply;
  if (told.failure !== null && isRetried(entries)) {
    told = await insist(begun, text, [...socket.heard]);
    ({ entries } = await visitor.history());
  }
  const [message, reply] = entries;
  return {
    ...begun,
    told,
    ms,
    entries,
    messages: entries.filter(({ role }) => role === 'visitor').length,
    replies: entries.filter(({ role }) => role === 'assistant').length,
    lexAsked: running.stack.lex.calls.filter(
      ({ operation, sessionId }) => operation === 'RecognizeText' && sessionId === conversationId,
    ).length,
    isSame:
      told.failure === null
        ? reply?.role === 'assistant' && reply.text === told.text && reply.reason === told.reason
        : message?.role === 'visitor' && message.failure === told.failure,
  };
}

/** Does what a widget does: sends again what was not accepted, and resumes while an answer is due and nothing comes. */
export async function insist(
  { socket, messageId }: Begun,
  text: string,
  known: readonly ServerMessage[] = [],
): Promise<Outcome> {
  const end = outcome(socket, messageId, known);
  const over = end.then(() => true);
  let isOver = false;
  while (!isOver) {
    const isAccepted = socket.heard.some(
      message => message.type === 'message-accepted' && message.messageId === messageId,
    );
    socket.say(
      isAccepted ? { type: 'conversation-resume', after: null, open: [] } : { type: 'message-send', messageId, text },
    );
    isOver = await Promise.race([over, wait(LOOK_MS, false)]);
  }
  return end;
}

/** What holds of every message, whatever dies. */
export function expectOneOfEach(task: Parameters<typeof measured>[0], lived: readonly Lived[]): void {
  const most = (count: (one: Lived) => number) => Math.max(...lived.map(count));
  measured(task).is(
    'messages stored',
    lived.length,
    lived.reduce((sum, { messages }) => sum + messages, 0),
  );
  measured(task).atMost(
    'most answers to one',
    1,
    most(({ replies }) => replies),
  );
  measured(task).atMost(
    'most times that Lex was asked',
    1,
    most(({ lexAsked }) => lexAsked),
  );
  const others = lived.filter(({ isSame }) => !isSame);
  expect(others.map(({ told, entries, socket }) => ({ told, entries, heard: socket.heard }))).toEqual([]);
  measured(task).is('told what the history says', lived.length, lived.filter(({ isSame }) => isSame).length);
  measured(task).atMost(
    `longest until its end was known${WAIT_FACTOR < 1 ? ', with a lease that this run shortens by 13.5 s' : ''}`,
    60_000,
    most(({ ms }) => ms),
    'ms',
  );
}
