import { SSE_COMMENT_INTERVAL_MS, type ServerMessage } from '@lex-chat/protocol';
import type { Context } from 'aws-lambda';
import { answer } from '../conversation/answer.ts';
import { createDelivery, type Receiver } from '../conversation/delivery/delivery.ts';
import { follow } from '../conversation/delivery/follow.ts';
import { replay } from '../conversation/delivery/replay.ts';
import type { Asked, ChatOptions } from './ask.ts';
import type { RestAnswer } from './rest-answer.ts';

/** Takes a body bit by bit. */
export interface BodyStream {
  /** `gone` when nobody reads it any more. */
  write(text: string): Promise<'sent' | 'gone'>;
  /** For whoever still has something to do when all is said; else the stream ends by itself. */
  end(): void;
}

/** What is written once the head is sent, in one piece or bit by bit. */
export type Body = string | ((stream: BodyStream) => Promise<void>);

/** What is left for saying goodbye once an answer has run out of time, in milliseconds. */
const FAREWELL_MS = 5_000;

/** The messages of the wire as server-sent events, with a comment now and then so that nobody on the way takes it for dead. */
export function streamAnswer(
  asked: Asked,
  options: ChatOptions,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): RestAnswer<Body> {
  return {
    statusCode: 200,
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    },
    body: async stream => {
      const { write } = stream;
      const comments = setInterval(() => void write(':\n\n'), SSE_COMMENT_INTERVAL_MS);
      try {
        await tell(asked, stream, options, AbortSignal.timeout(context.getRemainingTimeInMillis() - FAREWELL_MS));
      } catch (error) {
        options.warn('stream-failed', error);
        await write(toEvent({ type: 'failure', code: 'unavailable', messageId: asked.messageId }));
      } finally {
        clearInterval(comments);
      }
    },
  };
}

async function tell(
  { conversationId, messageId, open, accepted, session, sessionExpiresAt, sessionBegan }: Asked,
  { write, end }: BodyStream,
  options: ChatOptions,
  signal: AbortSignal,
): Promise<void> {
  if (session) await write(`event: session\ndata: ${JSON.stringify(session)}\n\n`);
  await write(toEvent({ type: 'message-accepted', messageId, place: accepted.place }));
  if (accepted.state === 'answered') {
    for (const message of replay(accepted.reply)) await write(toEvent(message));
    return;
  }

  const heard = { end: false };
  const receiver: Receiver = {
    id: 'events',
    open: open ? [open] : [],
    at: options.now(),
    session: {
      began: sessionBegan,
      // The turn goes on, into the history; the response does not wait for that.
      onLogOut: () => {
        if (heard.end) return;
        heard.end = true;
        void write(toEvent({ type: 'failure', code: 'session-invalid', messageId })).finally(end);
      },
    },
    post: async message => {
      if (sessionExpiresAt <= options.now()) return 'gone';
      heard.end ||= message.type === 'reply-end' || message.type === 'failure';
      return write(toEvent(message));
    },
  };
  await Promise.all([accepted.announce(), answer({ conversationId, messageId, receiver }, options, signal)]);
  // Somebody else is answering, or has answered meanwhile.
  if (!heard.end)
    await tellWhatOthersGive(
      { conversationId, messageId, formerAttempt: accepted.formerAttempt, sessionBegan },
      receiver,
      options,
      signal,
    );
}

async function tellWhatOthersGive(
  followed: Parameters<typeof follow>[0],
  receiver: Receiver,
  options: ChatOptions,
  signal: AbortSignal,
): Promise<void> {
  const delivery = createDelivery({ onLost: (_, error) => options.warn('stream-lost', error), now: options.now });
  delivery.listen([receiver]);
  for await (const seen of follow(followed, options, signal)) {
    if (seen.state === 'failed')
      await receiver.post({ type: 'failure', code: seen.code, messageId: followed.messageId });
    else delivery.tell(seen.reply);
    if (seen.state === 'ended') await delivery.settle();
  }
  delivery.drop();
}

function toEvent(message: ServerMessage): string {
  return `data: ${JSON.stringify(message)}\n\n`;
}
