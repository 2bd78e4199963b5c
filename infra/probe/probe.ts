import {
  newMessageId,
  parseServerMessage,
  SUBPROTOCOL,
  type ServerMessage,
  type Session,
  type VisitorToken,
} from '@lex-chat/protocol';
import { WebSocket } from 'ws';

/** One step of a synthetic chat. */
export interface Step {
  readonly name: string;
  readonly ms: number;
  /** What was wrong; absent when it went well. Holds no token. */
  readonly problem?: string;
}

export interface ProbeOptions {
  /** The page that the chat is asked from. @default - the chat's own address, where the demo is */
  readonly origin?: string;
  /** What is said over the socket. @default '안녕' */
  readonly text?: string;
  /** What is asked over a stream of events, which no intent knows. @default '바다는 왜 파란색이에요?' */
  readonly question?: string;
  /** Whether an intent may answer that too: no model has to. @default false */
  readonly lexAlone?: boolean;
  /** The site’s word for who asks. @default - a guest asks */
  readonly visitorToken?: VisitorToken;
  /** How long a step may take, in milliseconds. @default 20 000 */
  readonly patienceMs?: number;
}

/**
 * Chats with a stage at `url`, as a visitor does: opens a session, asks the model over a stream of events and a bot over a socket, reads
 * what is remembered, and deletes it. The steps in their order, up to the first that went wrong. Never throws.
 */
export async function probe(
  url: string,
  {
    origin = url,
    text = '안녕',
    question = '바다는 왜 파란색이에요?',
    lexAlone = false,
    visitorToken,
    patienceMs = 20_000,
  }: ProbeOptions = {},
): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const step = async <T>(name: string, run: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const began = performance.now();
    try {
      const result = await run(AbortSignal.timeout(patienceMs));
      steps.push({ name, ms: performance.now() - began });
      return result;
    } catch (error) {
      steps.push({ name, ms: performance.now() - began, problem: (error as Error).message });
      throw error;
    }
  };
  const call = async (signal: AbortSignal, method: string, path: string, given: object = {}): Promise<Response> => {
    const { token, accept = 'application/json', body } = given as { token?: string; accept?: string; body?: object };
    const headers = { origin, accept, 'content-type': 'application/json' };
    const response = await fetch(`${url}${path}`, {
      method,
      signal,
      headers: { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}`);
    return response;
  };

  try {
    await step('health', signal => call(signal, 'GET', '/health'));
    const { token, socketUrl } = await step('session', async signal => {
      const body = { language: 'ko', ...(visitorToken !== undefined && { visitorToken }) };
      return (await (await call(signal, 'POST', '/sessions', { body })).json()) as Session;
    });
    // Before the greeting, after which a bot may take whatever is said for a name.
    await step('stream of events', async signal => {
      const body = { text: question, messageId: newMessageId() };
      const stream = await call(signal, 'POST', '/chat', { token, accept: 'text/event-stream', body });
      checkAnswer(messagesOf(await stream.text()), lexAlone);
    });
    const socket = new WebSocket(socketUrl, [SUBPROTOCOL, token], { origin });
    try {
      const hear = listen(socket);
      await step('socket', signal => hear('open', signal));
      await step('ping', async signal => {
        socket.send(JSON.stringify({ type: 'ping' }));
        await hear('pong', signal);
      });
      const messageId = newMessageId();
      await step('accepted', async signal => {
        socket.send(JSON.stringify({ type: 'message-send', messageId, text }));
        await hear('message-accepted', signal);
      });
      await step('first word', signal => hear('reply-delta', signal));
      await step('answer', signal => hear('reply-end', signal));
      await step('history', async signal => {
        const page = await (await call(signal, 'GET', '/history', { token })).text();
        if (!page.includes(messageId)) throw new Error('what was said is not remembered');
      });
    } finally {
      socket.terminate();
    }
    await step('deletion', signal => call(signal, 'DELETE', '/history', { token }));
  } catch {
    // The last step tells.
  }
  return steps;
}

function messagesOf(events: string): readonly ServerMessage[] {
  return events
    .split('\n')
    .filter(line => line.startsWith('data:'))
    .map(line => parseServerMessage(line.slice('data:'.length)))
    .filter(message => message !== undefined);
}

/** Throws unless there is a whole answer and, but for deployments of Lex alone, the model's. */
function checkAnswer(messages: readonly ServerMessage[], lexAlone: boolean): void {
  const failure = messages.find(message => message.type === 'failure');
  if (failure) throw new Error(`the service said ${failure.code}`);
  if (!messages.some(({ type }) => type === 'reply-end')) throw new Error('the stream ended before the answer');
  const source = messages.find(message => message.type === 'reply-start')?.source;
  if (!lexAlone && source?.kind !== 'model')
    throw new Error(
      `the model was to answer, and it was ${source?.kind ?? 'nobody'} ${source?.name ?? ''}: ` +
        `--question with what no intent knows, or --lex-alone where no model answers`,
    );
}

/** Waits for a socket to open, or for a message of a type, of those not waited for before. A failure is no message to wait for. */
function listen(socket: WebSocket) {
  const heard: ServerMessage[] = [];
  let fault: Error | undefined;
  let told = () => {};
  socket.on('message', data => {
    const message = parseServerMessage((data as Buffer).toString());
    if (message?.type === 'failure') fault = new Error(`the service said ${message.code}`);
    else if (message) heard.push(message);
    told();
  });
  socket.on('open', () => told());
  socket.on('error', error => {
    fault = error;
    told();
  });
  socket.on('close', code => {
    fault ??= new Error(`the socket was closed with ${code}`);
    told();
  });
  return async (wanted: ServerMessage['type'] | 'open', signal: AbortSignal): Promise<void> => {
    const isThere = () =>
      wanted === 'open' ? socket.readyState === WebSocket.OPEN : heard.some(({ type }) => type === wanted);
    while (!isThere()) {
      if (fault) throw fault;
      signal.throwIfAborted();
      await new Promise<void>(resolve => {
        told = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  };
}
