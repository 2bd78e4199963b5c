import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import WebSocket from 'ws';
import { startFunctions, type FunctionHost } from '../functions/function-host.ts';
import { writeBundles } from '../functions/write-bundles.ts';
import { attachSocketGateway, type SocketGateway, type SocketGatewayOptions } from './socket-gateway.ts';

export const WAIT = { timeout: 10_000, interval: 5 };

export interface SocketEvent {
  readonly headers?: Record<string, string>;
  readonly multiValueHeaders?: Record<string, string[]>;
  readonly requestContext: Readonly<Record<string, unknown>> & {
    readonly routeKey: string;
    readonly connectionId: string;
  };
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

/** A socket gateway for tests, in front of a function that obeys. One for each test that starts one, ended after it. */
export function rehearseSockets() {
  let bundles: Awaited<ReturnType<typeof writeBundles>>;
  let host: FunctionHost;
  let server: Server;
  let gateway: SocketGateway;
  let lines: string[];

  beforeAll(async () => {
    bundles = await writeBundles(BUNDLES);
  });
  afterEach(async () => {
    await gateway.close();
    server.closeAllConnections();
    server.close();
    await host.close();
  });
  afterAll(async () => bundles.remove());

  return {
    start,
    events,
    heardBy,
    dial,
    open,
    rawSocket,
    host: () => host,
    server: () => server,
    gateway: () => gateway,
  };

  function start(options: Partial<SocketGatewayOptions> = {}): void {
    lines = [];
    host = startFunctions({
      folder: bundles.folder,
      environment: {},
      functions: { receive: { timeoutSeconds: 100 } },
      log: line => lines.push(line),
    });
    server = createServer().listen(0);
    gateway = attachSocketGateway(server, {
      path: '/socket',
      host,
      functionName: 'receive',
      stage: 'prod',
      ...options,
    });
  }

  function events(): readonly SocketEvent[] {
    return lines.filter(line => line.startsWith('{')).map(line => JSON.parse(line) as SocketEvent);
  }

  /** All events, once one of this route is among them. */
  async function heardBy(routeKey: string): Promise<readonly SocketEvent[]> {
    await vi.waitFor(
      () => expect(events().map(({ requestContext }) => requestContext.routeKey)).toContain(routeKey),
      WAIT,
    );
    return events();
  }

  function dial(query = '', protocols: string[] = [], headers: Record<string, string> = {}): WebSocket {
    return new WebSocket(`ws://localhost:${(server.address() as AddressInfo).port}/socket${query}`, protocols, {
      headers,
      ...(headers['origin'] !== undefined && { origin: headers['origin'] }),
    });
  }

  async function open(...how: Parameters<typeof dial>): Promise<WebSocket> {
    const [query = '', protocols = [], headers] = how;
    // The default choice lets the sockets of these tests open.
    const chosen = protocols.length > 0 && !query.includes('chooses') ? `?chooses=${protocols[0]!}` : query;
    return opened(dial(chosen, protocols, headers));
  }

  function rawSocket(text: string): { readonly bytes: Socket; readonly heard: () => string } {
    let answer = '';
    const bytes = connect((server.address() as AddressInfo).port, 'localhost', () => bytes.write(text));
    bytes.on('data', chunk => (answer += chunk.toString('latin1'))).on('error', () => {});
    return { bytes, heard: () => answer };
  }
}

export async function opened(socket: WebSocket): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

export async function closed(socket: WebSocket): Promise<{ readonly code: number; readonly reason: string }> {
  socket.on('error', () => {});
  return new Promise(resolve => socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })));
}

export function sayings(socket: WebSocket): string[] {
  const said: string[] = [];
  socket.on('message', (data: Buffer) => said.push(data.toString()));
  return said;
}

export function handshake(): string {
  const head = ['GET /socket HTTP/1.1', 'Host: x', 'Connection: Upgrade', 'Upgrade: websocket'];
  return [...head, 'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${'A'.repeat(22)}==`, '', ''].join('\r\n');
}

const BUNDLES = {
  // Writes down each event and does what it orders, by query on `$connect` and by body afterwards.
  receive: `export const handler = async event => {
    console.log(JSON.stringify(event));
    const order = event.queryStringParameters ?? (event.body?.startsWith('{') ? JSON.parse(event.body) : {});
    if (order.throws) throw new Error(order.throws);
    if (order.waits) await new Promise(resolve => setTimeout(resolve, Number(order.waits)));
    if (order.malformed) return 'thank you';
    return {
      statusCode: Number(order.status ?? 200),
      ...(order.chooses && { headers: { 'Sec-WebSocket-Protocol': order.chooses } }),
      body: 'nobody reads this',
    };
  };`,
};
