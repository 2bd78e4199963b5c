import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { FunctionError } from '../functions/function-error.ts';
import type { FunctionHost } from '../functions/function-host.ts';
import { createConnections, type Connection, type Connections } from './connections.ts';
import { viewerAddressOf, type OriginHeaders, type ViewerAddress } from './forwarded-headers.ts';
import { createGatewayId } from './gateway-ids.ts';
import { openConnection, watchFrames, type ConnectionLimits } from './open-connection.ts';
import { parseProxyAnswer } from './proxy-answer.ts';
import { connectEvent, disconnectEvent, identityOf, messageEvent, type SocketIdentity } from './socket-event.ts';
import { ACCOUNT_CONNECTIONS, ACCOUNT_REQUESTS, createTokenBucket, type TokenBucket } from './token-bucket.ts';
import { createWaitingLine } from './waiting-line.ts';
import { within } from './within.ts';

/** API Gateway's WebSocket API, behind CloudFront. */
export interface SocketGateway {
  /** For the callback API, and for tests to count posts. */
  readonly connections: Connections;
  /** Takes no more sockets and closes the open ones. `$disconnect` is not called: the functions are about to go as well. */
  close(): Promise<void>;
}

export interface SocketGatewayOptions {
  /** Where the socket is found, e.g. `/socket`. Upgrades to other paths are refused, whoever asks for them. */
  readonly path: string;
  readonly host: Pick<FunctionHost, 'invoke' | 'invokeLater'>;
  /** Takes `$connect`, `$default` and `$disconnect`. */
  readonly functionName: string;
  /** Routes with a mock integration, by the `type` of the message, and what each answers. @default - none */
  readonly answers?: Readonly<Record<string, string>>;
  readonly stage: string;
  /** @default 'socket.execute-api.us-east-1.amazonaws.com' */
  readonly domainName?: string;
  /** The account's requests, to be shared with REST and callbacks. */
  readonly requests?: TokenBucket;
  /** The account's new connections. @default 500 a second */
  readonly newConnections?: TokenBucket;
  /** How tests let sockets come from elsewhere. @default - the other end of the connection */
  readonly viewerAddress?: ViewerAddress;
  /** What CloudFront adds to requests. @default - nothing */
  readonly originHeaders?: OriginHeaders;
  /** Longest wait for a function. @default 29 000 */
  readonly integrationMs?: number;
  /** @default - those of API Gateway */
  readonly limits?: Partial<ConnectionLimits>;
}

const LIMITS: ConnectionLimits = {
  frameMaxBytes: 32 * 1_024,
  idleMs: 10 * 60_000,
  lifeMs: 2 * 60 * 60_000,
  bufferMaxBytes: 1_024 * 1_024,
  stalledMs: 30_000,
};

/**
 * A laptop has a few processes where an account has a thousand: without a line of their own, a crowd that wants in would
 * keep those waiting who are in. A handshake takes 10 ms: of the time, a line of them gets a tenth.
 */
const HANDSHAKES = { atOnce: 1, waiting: 50, pauseMs: 90 };

/** Largest message, in bytes, of however many frames. */
const MESSAGE_MAX_BYTES = 128 * 1_024;

const URL_MAX_LENGTH = 4_096;

export function attachSocketGateway(
  server: Server,
  options: SocketGatewayOptions,
  now: () => Date = () => new Date(),
): SocketGateway {
  const { path, host, functionName, stage, domainName = 'socket.execute-api.us-east-1.amazonaws.com' } = options;
  const { requests = createTokenBucket(ACCOUNT_REQUESTS), newConnections = createTokenBucket(ACCOUNT_CONNECTIONS) } =
    options;
  const { viewerAddress = viewerAddressOf, integrationMs = 29_000 } = options;
  const limits = { ...LIMITS, ...options.limits };
  const api = { apiId: domainName.split('.')[0]!, domainName, stage, originHeaders: options.originHeaders };

  let closed = false;
  const connections = createConnections();
  const sockets = new Set<WebSocket>();
  const handshakes = new Set<Duplex>();
  const handshakesInLine = createWaitingLine(HANDSHAKES);
  const subprotocols = new WeakMap<IncomingMessage, string>();
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MESSAGE_MAX_BYTES,
    perMessageDeflate: false,
    // What `$connect` chose and nothing else: a browser drops a socket whose server chose none.
    handleProtocols: (_, request) => subprotocols.get(request) ?? false,
  });

  const upgrade = (request: IncomingMessage, bytes: Duplex, head: Buffer) => {
    handshakes.add(bytes);
    bytes.once('close', () => handshakes.delete(bytes));
    bytes.on('error', () => {});
    void admit(request, bytes, head);
  };

  async function admit(request: IncomingMessage, bytes: Duplex, head: Buffer): Promise<void> {
    const status = refusalOf(request, path);
    if (status !== undefined) return refuse(bytes, status);
    if (!newConnections.take() || !requests.take()) return refuse(bytes, 429);

    const connectionId = createGatewayId();
    const socket: SocketIdentity = { ...api, connectionId, connectedAt: now(), identity: identityOf(request) };
    const asking = handshakesInLine.pass(() =>
      askToConnect(connectEvent(socket, request, viewerAddress(request), now())),
    );
    if (!asking) return refuse(bytes, 429);
    const answer = await asking;
    if (answer.status < 200 || answer.status > 299) return refuse(bytes, answer.status);
    if (closed) return;
    // The function has taken it for open.
    if (bytes.destroyed) return host.invokeLater(functionName, disconnectEvent(socket, 1006, '', now()));
    if (answer.subprotocol !== undefined) subprotocols.set(request, answer.subprotocol);

    let connection: Connection | undefined;
    watchFrames(bytes, limits, {
      tooLong: () => connection?.close(1009, 'Message too long'),
      stalled: () => bytes.destroy(),
    });
    webSockets.handleUpgrade(request, bytes, head, webSocket => {
      handshakes.delete(bytes);
      connection = open(webSocket, socket);
    });
  }

  async function askToConnect(event: unknown): Promise<{ readonly status: number; readonly subprotocol?: string }> {
    try {
      const answered = await within(integrationMs, host.invoke(functionName, event));
      if (answered.late) return { status: 504 };
      const answer = parseProxyAnswer(answered.value);
      if (!answer) return { status: 502 };
      const subprotocol = answer.headers['sec-websocket-protocol']?.[0];
      return { status: answer.status, ...(subprotocol !== undefined && { subprotocol }) };
    } catch (error) {
      return { status: isThrottled(error) ? 500 : 502 };
    }
  }

  function open(webSocket: WebSocket, socket: SocketIdentity): Connection {
    sockets.add(webSocket);
    const connection = openConnection({
      id: socket.connectionId,
      connectedAt: socket.connectedAt,
      identity: socket.identity,
      socket: webSocket,
      limits,
      onMessage: text => void deliver(socket, connection, text),
      onClosing: () => connections.remove(socket.connectionId),
      onClosed: (code, reason) => {
        sockets.delete(webSocket);
        if (!closed) host.invokeLater(functionName, disconnectEvent(socket, code, reason, now()));
      },
    });
    connections.add(connection);
    return connection;
  }

  /**
   * Gives a message to the function. Messages of one socket start in the order they came in, run side by side and may well end
   * in another order: API Gateway promises no more. What the function answers is dropped, as on a route without a response.
   */
  async function deliver(socket: SocketIdentity, connection: Connection, text: string): Promise<void> {
    const event = messageEvent(socket, text, now());
    const { requestId } = event.requestContext;
    const complain = (message: string) =>
      connection.post(JSON.stringify({ message, connectionId: socket.connectionId, requestId }));
    if (!requests.take()) return void complain('Too Many Requests');
    const answer = answerTo(text, options.answers);
    if (answer !== undefined) return void connection.post(answer);
    try {
      const answered = await within(integrationMs, host.invoke(functionName, event));
      if (answered.late) complain('Endpoint request timed out');
      else if (!parseProxyAnswer(answered.value)) complain('Internal server error');
    } catch {
      complain('Internal server error');
    }
  }

  server.on('upgrade', upgrade);
  return {
    connections,
    close: async () => {
      closed = true;
      server.removeListener('upgrade', upgrade);
      for (const bytes of handshakes) bytes.destroy();
      for (const connection of connections.all()) connection.close(1001, 'Going away');
      await Promise.all([...sockets].map(socket => new Promise(resolve => socket.once('close', resolve))));
    },
  };
}

/** What a mock integration says, where `$request.body.type` selects one. Frames of another shape go to `$default`. */
function answerTo(text: string, answers: SocketGatewayOptions['answers'] = {}): string | undefined {
  try {
    const { type } = JSON.parse(text) as { readonly type?: unknown };
    return typeof type === 'string' && Object.hasOwn(answers, type) ? answers[type] : undefined;
  } catch {
    return undefined;
  }
}

/** Why a handshake is refused before any function is asked, if it is. */
function refusalOf({ url = '', method, headers }: IncomingMessage, path: string): number | undefined {
  if (url.length > URL_MAX_LENGTH) return 414;
  if (url.split('?', 1)[0] !== path) return 403;
  const isHandshake =
    method === 'GET' &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    headers['sec-websocket-version'] === '13' &&
    /^[+/0-9A-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '');
  return isHandshake ? undefined : 400;
}

/** A bare status: a page learns nothing else of a refused socket. */
function refuse(bytes: Duplex, status: number): void {
  const reason = STATUS_CODES[status] ?? 'Refused';
  const body = JSON.stringify({ message: reason });
  const head = [`HTTP/1.1 ${status} ${reason}`, 'Connection: close', 'Content-Type: application/json'];
  bytes.once('finish', () => bytes.destroy());
  bytes.end([...head, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
}

function isThrottled(error: unknown): boolean {
  return error instanceof FunctionError && error.errorType === 'TooManyRequestsException';
}
