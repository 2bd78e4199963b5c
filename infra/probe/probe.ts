import { newMessageId, parseServerMessage, SUBPROTOCOL, type ServerMessage, type Session } from '@lex-chat/protocol';
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
  /** What is said. @default '안녕' */
  readonly text?: string;
  /** How long a step may take, in milliseconds. @default 20 000 */
  readonly patienceMs?: number;
}

/**
 * Chats with a stage at `url`, as a visitor does: opens a session and a socket, asks over it and over a stream of events, reads what
 * is remembered, and deletes it. The steps in their order, up to the first that went wrong. Never throws.
 */
export async function probe(
  url: string,
  { origin = url, text = '안녕', patienceMs = 20_000 }: ProbeOptions = {},
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
      const opened = await call(signal, 'POST', '/sessions', { body: { language: 'ko' } });
      return (await opened.json()) as Session;
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
      await step('stream of events', async signal => {
        const body = { text, messageId: newMessageId() };
        const stream = await call(signal, 'POST', '/chat', { token, accept: 'text/event-stream', body });
        if (!(await stream.text()).includes('reply-end')) throw new Error('the stream ended before the answer');
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
