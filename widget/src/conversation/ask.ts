import {
  ACCEPT_TIMEOUT_MS,
  isRecord,
  parseEntry,
  parseServerMessage,
  replyIdOf,
  SSE_COMMENT_INTERVAL_MS,
  type ChatRequest,
  type MessageEntry,
  type ReplyEntry,
  type ServerMessage,
} from '@lex-chat/protocol';
import { readEvents } from '../connection/event-stream.ts';
import { anything, type Answered, type Refused, type Rest } from '../connection/rest.ts';
import type { World } from '../connection/world.ts';
import { findReply, openQuestion, type Transcript } from './line.ts';
import { asSent, type Unsent } from './outbox.ts';

/**
 * Asks over HTTP, where sockets are blocked. Tells `hear` what the service says until the reply has ended or the message has
 * failed. Whether it came to that; otherwise the service could not be reached, or has lost the reply, and the same may be asked again.
 */
export type Asker = (
  message: Unsent,
  read: () => Transcript,
  hear: (message: ServerMessage) => void,
  signal: AbortSignal,
) => Promise<boolean>;

type Question = ChatRequest & Pick<Unsent, 'messageId'>;

/** How a request is sent with the session's token. */
export type Authorize = <T>(step: (token: string) => Promise<Answered<T>>) => Promise<Answered<T>>;

/** A stream says something at least every `SSE_COMMENT_INTERVAL_MS`; this long without a word, in milliseconds, and it is held back or dead. */
const SILENCE_MS = 2.5 * SSE_COMMENT_INTERVAL_MS;

/** How often it is looked for an answer that takes its time, in milliseconds, and how often at most: five minutes, as long as a turn may take. */
const LOOK_INTERVAL_MS = 1_500;
const LOOKS_MAX = 200;

export function createAsker(rest: Rest, authorize: Authorize, world: Pick<World, 'after'>): Asker {
  // A network that holds back or cuts off one stream does so with the next.
  let mayStream = true;

  return async (message, read, hear, signal) => {
    // Whoever asked may have gone while this code was on its way: what they said is not for whoever comes next.
    if (signal.aborted) return false;
    const { messageId } = message;
    const question = { ...asSent(message), ...openReply(read(), messageId) };
    const refused = await ask(question, hear, signal);
    // Answered, and yet open: as good as not reached.
    return !refused && openQuestion(read())?.id !== messageId;
  };

  async function ask(
    question: Question,
    hear: (message: ServerMessage) => void,
    signal: AbortSignal,
  ): Promise<Refused | null> {
    const heard = { any: false, end: false };
    if (mayStream) {
      const answer = await stream(question, signal, message => {
        heard.any = true;
        heard.end ||= isLast(message, question);
        hear(message);
      });
      if (heard.end || signal.aborted) return null;
      if (!answer.ok && answer.reached) return refuse(answer, question, hear);
      mayStream = heard.any;
    }
    const answer = await wait(question, hear, signal);
    // Nothing came through: that says nothing of streams.
    if (!answer.ok && !answer.reached) mayStream = true;
    return answer.ok || signal.aborted ? null : refuse(answer, question, hear);
  }

  /** Tells the events of one response, as long as they come. */
  async function stream(
    question: Question,
    signal: AbortSignal,
    hear: (message: ServerMessage) => void,
  ): Promise<Answered<unknown>> {
    const limit = new AbortController();
    const end = () => limit.abort();
    let cancel = world.after(ACCEPT_TIMEOUT_MS, end);
    signal.addEventListener('abort', end);
    try {
      const answer = await authorize(token =>
        rest.request('/chat', { token, body: question, signal: limit.signal, accept: 'text/event-stream' }),
      );
      // Held back too long: the answer may come in one piece.
      if (!answer.ok) return limit.signal.aborted ? GIVEN_UP : answer;
      const { body } = answer.value;
      if (!body) return GIVEN_UP;
      const onChunk = () => {
        cancel();
        cancel = world.after(SILENCE_MS, end);
      };
      for await (const data of readEvents(body, onChunk)) {
        const message = parseServerMessage(data);
        if (message && !signal.aborted) hear(message);
      }
    } catch {
      // The stream broke off; what it told stays, and the rest is asked for in one piece.
    } finally {
      cancel();
      signal.removeEventListener('abort', end);
    }
    return GIVEN_UP;
  }

  /** Asks for the answer in one piece, and looks for it until it is there. */
  async function wait(
    question: Question,
    hear: (message: ServerMessage) => void,
    signal: AbortSignal,
  ): Promise<Answered<unknown>> {
    const { messageId } = question;
    // Waits until there is an answer or a place to look for it.
    const asked = await authorize(token => rest.call('/chat', { token, body: question, signal }, anything));
    if (!asked.ok) return asked;
    hear({ type: 'message-accepted', messageId });
    for (let looks = 0; looks < LOOKS_MAX && !signal.aborted; looks++) {
      const outcome = await authorize(token =>
        rest.call(`/history/messages/${messageId}`, { token, signal }, parseOutcome),
      );
      if (!outcome.ok) return outcome;
      if (outcome.value) {
        const { message, reply } = outcome.value;
        hear({ type: 'entry', entry: message });
        if (reply) hear({ type: 'entry', entry: reply });
        return outcome;
      }
      await new Promise<void>(resolve => {
        const cancel = world.after(LOOK_INTERVAL_MS, resolve);
        signal.addEventListener('abort', () => (cancel(), resolve()), { once: true });
      });
    }
    return { ok: false, code: 'unavailable', reached: true };
  }
}

/** How much of the reply is held already: the rest of it is wanted. */
function openReply(transcript: Transcript, messageId: string): Pick<ChatRequest, 'open'> {
  const held = findReply(transcript, replyIdOf(messageId));
  return held?.state === 'streaming'
    ? { open: { replyId: held.id, attempt: held.attempt, length: held.text.length } }
    : {};
}

const GIVEN_UP: Answered<null> = { ok: true, value: null };

/** A refusal is told as the failure of the message; that nobody could be reached is not one. */
function refuse(refused: Refused, { messageId }: Question, hear: (message: ServerMessage) => void): Refused | null {
  if (!refused.reached) return refused;
  const { code, retryAfterMs } = refused;
  hear({ type: 'failure', code, messageId, ...(retryAfterMs !== undefined && { retryAfterMs }) });
  return null;
}

function isLast(message: ServerMessage, { messageId }: Question): boolean {
  if (message.type === 'failure') return message.messageId === messageId;
  if (message.type === 'entry') return message.entry.role === 'assistant' && message.entry.inReplyTo === messageId;
  return message.type === 'reply-end';
}

/** What became of a message: null while it is being answered. */
type Outcome = { readonly message: MessageEntry; readonly reply: ReplyEntry | null } | null;

function parseOutcome(body: unknown): Outcome | undefined {
  if (!isRecord(body)) return undefined;
  if (body.state === 'waiting' || body.state === 'answering') return null;
  const message = parseEntry(body.message);
  if (message?.role !== 'visitor') return undefined;
  if (body.state === 'failed') return { message, reply: null };
  const reply = parseEntry(body.reply);
  return reply?.role === 'assistant' ? { message, reply } : undefined;
}
