import {
  parseServerMessage,
  SUBPROTOCOL,
  type ChatAnswer,
  type ClientMessage,
  type HistoryPage,
  type Problem,
  type ServerMessage,
  type Session,
} from '@lex-chat/protocol';
import { WebSocket } from 'ws';

/** A visitor without a browser: REST and socket, spoken by hand. */
export interface Visitor {
  readonly session: Session;
  history(query?: string): Promise<HistoryPage>;
  ask(text: string, given?: object): Promise<ChatAnswer>;
  connect(): Promise<VisitorSocket>;
  /** Any request, in the visitor's name. */
  call(method: string, path: string, body?: object): Promise<Response>;
}

export interface VisitorSocket {
  readonly heard: readonly ServerMessage[];
  /** Calls `hear` for each message from now on, until what it returns is called. */
  listen(hear: (message: ServerMessage) => void): () => void;
  say(message: ClientMessage | string): void;
  /** The first message, said before or from now on, that fits. Rejects when the socket closes. */
  hear<T extends ServerMessage['type']>(
    type: T,
    fits?: (message: Extract<ServerMessage, { type: T }>) => boolean,
  ): Promise<Extract<ServerMessage, { type: T }>>;
  close(): void;
  /** Resolves when the socket is closed, by whomever. */
  readonly closed: Promise<unknown>;
}

export async function openVisitor(url: string, language = 'ko', given: object = {}): Promise<Visitor> {
  return visitorOf(url, await json<Session>(await post(`${url}/sessions`, { language, ...given })));
}

export function visitorOf(url: string, session: Session): Visitor {
  const authorization = { authorization: `Bearer ${session.token}` };
  return {
    session,
    history: async (query = '') => json(await fetch(`${url}/history${query}`, { headers: authorization })),
    ask: async (text, given = {}) => json(await post(`${url}/chat`, { text, ...given }, authorization)),
    connect: () => connect(session),
    call: (method, path, body) =>
      fetch(`${url}${path}`, {
        method,
        headers: authorization,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}

export function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export async function json<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

/** A refusal, with what must hold for every one of them. */
export async function problem(response: Response): Promise<Problem> {
  if (response.headers.get('content-type') !== 'application/problem+json; charset=utf-8')
    throw new Error(`${response.status} is no problem+json`);
  return json(response);
}

async function connect({ socketUrl, token }: Session): Promise<VisitorSocket> {
  const socket = new WebSocket(socketUrl, [SUBPROTOCOL, token]);
  const heard: ServerMessage[] = [];
  const listeners = new Set<(message: ServerMessage) => void>();
  socket.on('message', data => {
    const message = parseServerMessage((data as Buffer).toString());
    if (!message) return;
    heard.push(message);
    for (const listen of [...listeners]) listen(message);
  });
  const closed = new Promise(resolve => socket.once('close', resolve));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const listen = (hear: (message: ServerMessage) => void) => {
    listeners.add(hear);
    return () => void listeners.delete(hear);
  };

  return {
    heard,
    listen,
    say: message => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    hear(type, fits = () => true) {
      type Wanted = Extract<ServerMessage, { type: typeof type }>;
      const isWanted = (message: ServerMessage): message is Wanted => message.type === type && fits(message as Wanted);
      const known = heard.find(isWanted);
      if (known) return Promise.resolve(known);
      const gone = () => new Error(`the socket closed before ${type}`);
      if (socket.readyState !== WebSocket.OPEN) return Promise.reject(gone());
      return new Promise((resolve, reject) => {
        const leave = listen(message => {
          if (!isWanted(message)) return;
          leave();
          resolve(message);
        });
        void closed.then(() => {
          leave();
          reject(gone());
        });
      });
    },
    close: () => socket.close(),
    closed,
  };
}
