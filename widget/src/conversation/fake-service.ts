import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  parseClientMessage,
  replyIdOf,
  SUBPROTOCOL,
  type ClientMessage,
  type Entry,
  type MessageEntry,
  type MessageSend,
  type ReplyEntry,
  type ServerMessage,
  type SessionRequest,
} from '@lex-chat/protocol';
import { WebSocketServer, type WebSocket } from 'ws';

/** How the service behaves; tests change it as they go. */
export interface Rules {
  /** What becomes of a socket that knocks: `held` never answers the handshake. */
  sockets: 'open' | 'refused' | 'held';
  /** Whether a message is heard at all. */
  accepts: boolean;
  /** Whether an accepted message is answered at once; otherwise the test tells the reply itself. */
  answers: boolean;
  /** How `POST /chat` gives its events: `held` back by something on the way, cut off (`refused`: at once), or never ended. */
  events: 'streamed' | 'held' | 'refused' | 'broken' | 'stalled';
  sessionLifeMs: number;
  /** What a session offers. */
  features: readonly string[];
  /** Session tokens that are refused. */
  readonly ended: Set<string>;
  /** Those that cannot be renewed either. */
  readonly over: Set<string>;
  /** The status of every REST answer but 200, when set. */
  refuses: { readonly status: number; readonly code: string; readonly retryAfterMs?: number } | null;
  /** How long a message over the limit is to wait, in milliseconds, and how many are still within it. */
  rate: { readonly retryAfterMs: number; left: number } | null;
  /** The same for those who ask to be told what they have missed. */
  resumeRate: Rules['rate'];
  /** The entries of a page of history. */
  pageSize: number;
  /** The most entries a resume tells. */
  resumeMax: number;
}

export interface FakeService {
  readonly endpoint: string;
  readonly rules: Rules;
  /** Every frame of every socket that this service understood. */
  readonly frames: readonly ClientMessage[];
  /** `METHOD path` of every request. */
  readonly requests: readonly string[];
  /** Every session that was asked for, and the token that came with the request. */
  readonly sessionRequests: readonly (SessionRequest & { readonly token: string })[];
  readonly entries: readonly Entry[];
  readonly sockets: ReadonlySet<WebSocket>;
  /** How often a socket has knocked. */
  readonly knocks: number;
  store(...entries: readonly Entry[]): void;
  /** Forgets every entry. */
  clear(): void;
  /** Tells every socket something; a string as it is. */
  tell(...messages: readonly (ServerMessage | string)[]): void;
  /** Opens the sockets that are held. */
  letIn(): void;
  /** Cuts every socket without a goodbye. */
  drop(): void;
  close(): Promise<void>;
}

type Body = Partial<MessageSend> & SessionRequest;

/** A service of one conversation, on a real socket and real HTTP: it answers `text` with `text!`. */
export async function startFakeService(): Promise<FakeService> {
  const rules: Rules = {
    sockets: 'open',
    accepts: true,
    answers: true,
    events: 'streamed',
    sessionLifeMs: SESSION_LIFE_MS,
    ended: new Set(),
    over: new Set(),
    refuses: null,
    rate: null,
    pageSize: 4,
    features: ['delete', 'export'],
    resumeRate: null,
    resumeMax: 50,
  };
  const frames: ClientMessage[] = [];
  const requests: string[] = [];
  const sessionRequests: (SessionRequest & { readonly token: string })[] = [];
  let entries: readonly Entry[] = [];
  const held = new Map<Duplex, () => void>();
  let sessions = 0;
  let knocks = 0;

  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => SUBPROTOCOL });
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    void read(request).then(body => route(request, body as Body, response));
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined);
    knocks += 1;
    const token = request.headers['sec-websocket-protocol']?.split(/, */)[1] ?? '';
    const open = () => sockets.handleUpgrade(request, socket, head, opened => listen(opened, token));
    if (rules.sockets === 'held') held.set(socket, open);
    else if (rules.sockets === 'refused' || rules.ended.has(token)) socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    else open();
  });

  const listen = (socket: WebSocket, token: string) => {
    socket.on('message', (data: Buffer) => {
      const parsed = parseClientMessage(data.toString());
      if (!parsed.ok) return;
      frames.push(parsed.value);
      const say = (message: ServerMessage) => socket.send(JSON.stringify(message));
      if (rules.ended.has(token)) say({ type: 'failure', code: 'session-expired', ...blame(parsed.value) });
      else respond(parsed.value, say);
    });
  };

  const respond = (message: ClientMessage, say: (message: ServerMessage) => void) => {
    if (message.type === 'message-send' && rules.accepts) take(message, say);
    if (message.type !== 'conversation-resume') return;
    if (rules.resumeRate && rules.resumeRate.left-- <= 0)
      return say({ type: 'failure', code: 'rate-limited', retryAfterMs: rules.resumeRate.retryAfterMs });
    const missed = entries.slice(entries.findIndex(({ id }) => id === message.after) + 1);
    for (const entry of missed.slice(0, rules.resumeMax)) say({ type: 'entry', entry });
    say({ type: 'resumed', complete: missed.length <= rules.resumeMax });
  };

  const take = ({ messageId, text }: MessageSend, say: (message: ServerMessage) => void) => {
    if (rules.rate && rules.rate.left-- <= 0) {
      say({ type: 'failure', code: 'rate-limited', messageId, retryAfterMs: rules.rate.retryAfterMs });
      return;
    }
    if (!entries.some(({ id }) => id === messageId)) entries = [...entries, messageEntry(messageId, text)];
    say({ type: 'message-accepted', messageId });
    if (!rules.answers) return;
    const reply = replyEntry(messageId, `${text}!`);
    if (!entries.some(({ id }) => id === reply.id)) entries = [...entries, reply];
    for (const told of replyMessages(reply)) say(told);
  };

  const route = (request: IncomingMessage, body: Body, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
    if (rules.refuses) return problem(response, rules.refuses.status, rules.refuses);
    if (pathname === '/sessions') {
      if (request.method === 'DELETE') return void response.writeHead(204).end();
      sessionRequests.push({ ...body, token });
      if (rules.over.has(token)) return problem(response, 401, { code: 'session-invalid' });
      return json(response, openSession());
    }
    if (rules.ended.has(token) || token === '') return problem(response, 401, { code: 'session-expired' });
    if (pathname === '/history' && request.method === 'DELETE') {
      entries = [];
      for (const socket of sockets.clients) socket.send(JSON.stringify({ type: 'history-deleted' }));
      return void response.writeHead(204).end();
    }
    if (pathname === '/history/export') return json(response, { conversationId: 'c1', exportedAt: 1, entries });
    if (pathname === '/history') return json(response, page(Number(searchParams.get('before') ?? entries.length)));
    if (pathname.startsWith('/history/messages/')) return json(response, outcome(pathname.split('/')[3] ?? ''));
    if (pathname === '/chat/stop') return json(response, {}, 202);
    const send = body as MessageSend;
    if (request.headers.accept !== 'text/event-stream') {
      take(send, () => undefined);
      return json(response, { messageId: send.messageId, poll: '' }, 202);
    }
    if (rules.events === 'refused') return void response.destroy();
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    if (rules.events === 'held') return;
    const events: string[] = [];
    take(send, message => events.push(`data: ${JSON.stringify(message)}\n\n`));
    if (rules.events === 'broken') response.write(events.slice(0, 3).join(''), () => response.destroy());
    else if (rules.events === 'stalled') response.write(events.slice(0, 3).join(''));
    else response.end(events.join(''));
  };

  const openSession = () => ({
    token: `t${++sessions}`,
    expiresAt: Date.now() + rules.sessionLifeMs,
    conversationId: 'c1',
    visitor: { kind: 'guest' },
    socketUrl: `ws://localhost:${portOf()}/socket`,
    limits: { textMaxLength: 1_000 },
    features: rules.features,
    locale: 'ko_KR',
  });
  const page = (before: number) => {
    const from = Math.max(0, before - rules.pageSize);
    return { entries: entries.slice(from, before), before: from > 0 ? String(from) : null };
  };
  const outcome = (messageId: string) => {
    const message = entries.find(({ id }) => id === messageId);
    const reply = entries.find(({ id }) => id === replyIdOf(messageId));
    return reply ? { state: 'answered', message, reply } : { state: message ? 'waiting' : 'unknown', message };
  };

  await new Promise<void>(resolve => server.listen(0, resolve));
  const portOf = () => (server.address() as AddressInfo).port;

  return {
    endpoint: `http://localhost:${portOf()}`,
    rules,
    frames,
    requests,
    sessionRequests,
    get entries() {
      return entries;
    },
    sockets: sockets.clients,
    get knocks() {
      return knocks;
    },
    clear: () => void (entries = []),
    store: (...added) => void (entries = [...entries, ...added]),
    tell(...messages) {
      for (const message of messages) {
        const frame = typeof message === 'string' ? message : JSON.stringify(message);
        for (const socket of sockets.clients) socket.send(frame);
      }
    },
    letIn() {
      for (const [socket, open] of held) {
        held.delete(socket);
        open();
      }
    },
    drop() {
      for (const socket of sockets.clients) socket.terminate();
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      for (const socket of held.keys()) socket.destroy();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

export const SESSION_LIFE_MS = 86_400_000;

export function messageEntry(id: string, text: string): MessageEntry {
  return { role: 'visitor', id, text, at: 1, failure: null };
}

export function replyEntry(inReplyTo: string, text: string): ReplyEntry {
  return {
    role: 'assistant',
    id: replyIdOf(inReplyTo),
    inReplyTo,
    attempt: 1,
    text,
    parts: [],
    locale: 'ko_KR',
    source: { kind: 'intent', name: 'Echo' },
    at: 2,
    reason: 'complete',
  };
}

/** A reply as it is told: begun, in two halves, ended. */
export function replyMessages({ id: replyId, inReplyTo, attempt, text, locale, source, reason }: ReplyEntry) {
  const half = Math.ceil(text.length / 2);
  return [
    { type: 'reply-start', replyId, inReplyTo, attempt, locale, source },
    { type: 'reply-delta', replyId, attempt, offset: 0, text: text.slice(0, half) },
    { type: 'reply-delta', replyId, attempt, offset: half, text: text.slice(half) },
    { type: 'reply-end', replyId, attempt, reason, length: text.length, parts: 0 },
  ] as const satisfies readonly ServerMessage[];
}

function blame(message: ClientMessage): { readonly messageId?: string } {
  return message.type === 'message-send' ? { messageId: message.messageId } : {};
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  return body === '' ? {} : JSON.parse(body);
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

function problem(response: ServerResponse, status: number, problem: object): void {
  response.writeHead(status, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify(problem));
}
