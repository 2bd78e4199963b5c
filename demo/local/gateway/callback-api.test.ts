import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { createCallbackApi, type CallbackApiOptions } from './callback-api.ts';
import { attachSocketGateway, type SocketGateway, type SocketGatewayOptions } from './socket-gateway.ts';
import { createTokenBucket } from './token-bucket.ts';

let server: Server;
let gateway: SocketGateway;
let client: ApiGatewayManagementApiClient;
/** What the function would see, and what it does on `$connect`. */
let connectionIds: string[];
let bodies: (string | undefined)[];
let onConnect: (connectionId: string) => Promise<void>;

beforeEach(() => start());
afterEach(async () => stop());

describe('a post', () => {
  it('reaches the client, whatever its id must look like in a path', async () => {
    const { socket, id } = await open();
    const heard = nextMessage(socket);
    const { $metadata } = await post(id, '{"type":"pong","text":"안녕"}');
    expect($metadata.httpStatusCode).toBe(200);
    expect(await heard).toBe('{"type":"pong","text":"안녕"}');
    expect(id).toMatch(/=$/);
  });

  it('is counted, by connection, without its text', async () => {
    const { id } = await open();
    const other = await open();
    await post(id, 'one');
    await post(id, '안녕');
    await post(other.id, 'x');
    expect(gateway.connections.posts.get(id)).toEqual({ posts: 2, bytes: 9, refused: 0 });
    expect(gateway.connections.posts.get(other.id)).toEqual({ posts: 1, bytes: 1, refused: 0 });
  });

  it('to a client that has left is a 410, and counted', async () => {
    const { socket, id } = await open();
    socket.terminate();
    await expect.poll(() => gateway.connections.find(id)).toBeUndefined();
    await expect(post(id, 'x')).rejects.toMatchObject({ name: 'GoneException', $metadata: { httpStatusCode: 410 } });
    expect(gateway.connections.posts.get(id)).toEqual({ posts: 0, bytes: 0, refused: 1 });
  });

  it('to nobody is a 410', async () => {
    await expect(post('AbCd1eFgIAMCJxw=', 'x')).rejects.toMatchObject({ name: 'GoneException' });
  });

  it('[R49] from inside $connect is a 410', async () => {
    let outcome: unknown;
    onConnect = async id => {
      outcome = await post(id, 'too early').catch((error: unknown) => error);
    };
    await open();
    expect(outcome).toMatchObject({ name: 'GoneException', $metadata: { httpStatusCode: 410 } });
  });

  it('[R49] may be 131,072 bytes long and no longer', async () => {
    const { socket, id } = await open();
    const heard = nextMessage(socket);
    await post(id, 'x'.repeat(131_072));
    expect((await heard).length).toBe(131_072);
    await expect(post(id, 'x'.repeat(131_073))).rejects.toMatchObject({
      name: 'PayloadTooLargeException',
      $metadata: { httpStatusCode: 413 },
    });
  });

  it('[R49] is refused beyond the account’s rate', async () => {
    await stop();
    start({}, { requests: createTokenBucket({ perSecond: 0, burst: 1 }) });
    const { id } = await open();
    await post(id, 'x');
    await expect(post(id, 'x')).rejects.toMatchObject({
      name: 'LimitExceededException',
      $metadata: { httpStatusCode: 429 },
    });
  });

  it('[R49] is refused while the client reads nothing, and taken again when it does', async () => {
    const { socket, id } = await open();
    socket.pause();
    const data = 'x'.repeat(131_072);
    const fill = async (): Promise<unknown> => post(id, data).then(fill, (error: unknown) => error);
    expect(await fill()).toMatchObject({ name: 'LimitExceededException', $metadata: { httpStatusCode: 429 } });
    socket.resume();
    await vi.waitFor(async () => post(id, 'x'), { timeout: 4_000 });
  });

  it('has no effect unsigned', async () => {
    const { socket, id } = await open();
    const heard: unknown[] = [];
    socket.on('message', data => heard.push(data));
    const path = `/prod/@connections/${encodeURIComponent(id)}`;
    const response = await fetch(`http://localhost:${port()}${path}`, { method: 'POST', body: 'x' });
    expect(response.status).toBe(403);
    await post(id, 'signed');
    await expect.poll(() => heard.map(String)).toEqual(['signed']);
  });
});

it('hands the messages of a socket over in the order in which they came', async () => {
  const { socket } = await open();
  const sent = Array.from({ length: 200 }, (_, i) => String(i));
  for (const text of sent) socket.send(text);
  await expect.poll(() => bodies).toHaveLength(sent.length);
  expect(bodies).toEqual(sent);
});

describe('a connection', () => {
  it('tells since when it is open, and when it was last heard of', async () => {
    const { id } = await open();
    const before = await client.send(new GetConnectionCommand({ ConnectionId: id }));
    expect(before.ConnectedAt).toBeInstanceOf(Date);
    expect(before.LastActiveAt?.getTime()).toBeGreaterThanOrEqual(before.ConnectedAt!.getTime());
    expect(before.Identity).toEqual({ SourceIp: expect.any(String) as string, UserAgent: 'a test' });
  });

  it('can be closed from here, and is gone at once', async () => {
    const { socket, id } = await open();
    const closing = new Promise(resolve => socket.once('close', resolve));
    const { $metadata } = await client.send(new DeleteConnectionCommand({ ConnectionId: id }));
    expect($metadata.httpStatusCode).toBe(204);
    await expect(post(id, 'x')).rejects.toMatchObject({ name: 'GoneException' });
    expect(await closing).toBe(1000);
  });

  it('that is not there is a 410 to all', async () => {
    const ConnectionId = 'AbCd1eFgIAMCJxw=';
    await expect(client.send(new GetConnectionCommand({ ConnectionId }))).rejects.toMatchObject({
      name: 'GoneException',
    });
    await expect(client.send(new DeleteConnectionCommand({ ConnectionId }))).rejects.toMatchObject({
      name: 'GoneException',
    });
  });
});

it('serves its own paths only', () => {
  const api = createCallbackApi({ connections: gateway.connections, stage: 'prod' });
  const served = ['/prod/@connections/a%3D', '/prod/%40connections/a='];
  const others = [
    '/prod/@connections/',
    '/dev/@connections/a',
    '/prod/@connections/a/b',
    '/',
    '/prod/@connections/%E0%A4%A',
  ];
  expect(served.map(path => api.serves(path))).toEqual([true, true]);
  expect(others.filter(path => api.serves(path))).toEqual([]);
});

interface SocketEvent {
  readonly requestContext: { readonly routeKey: string; readonly connectionId: string };
  readonly body?: string;
}

function start(socketOptions: Partial<SocketGatewayOptions> = {}, options: Partial<CallbackApiOptions> = {}): void {
  connectionIds = [];
  bodies = [];
  onConnect = async () => {};
  server = createServer((request, response) => void api.answer(request, response)).listen(0);
  gateway = attachSocketGateway(server, {
    path: '/socket',
    host: {
      invoke: async (_, event) => {
        const { requestContext, body } = event as SocketEvent;
        const { routeKey, connectionId } = requestContext;
        if (routeKey === '$default') bodies.push(body);
        if (routeKey === '$connect') {
          connectionIds.push(connectionId);
          await onConnect(connectionId);
        }
        return { statusCode: 200 };
      },
      invokeLater: () => {},
    },
    functionName: 'receive',
    stage: 'prod',
    ...socketOptions,
  });
  const api = createCallbackApi({ connections: gateway.connections, stage: 'prod', ...options });
  client = new ApiGatewayManagementApiClient({
    region: 'us-east-1',
    endpoint: `http://localhost:${port()}/prod`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
}

async function stop(): Promise<void> {
  await gateway.close();
  client.destroy();
  server.closeAllConnections();
  server.close();
}

async function open(): Promise<{ readonly socket: WebSocket; readonly id: string }> {
  const socket = new WebSocket(`ws://localhost:${port()}/socket`, { headers: { 'user-agent': 'a test' } });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return { socket, id: connectionIds.at(-1)! };
}

async function post(ConnectionId: string, text: string) {
  return client.send(new PostToConnectionCommand({ ConnectionId, Data: Buffer.from(text) }));
}

async function nextMessage(socket: WebSocket): Promise<string> {
  return new Promise(resolve => socket.once('message', (data: Buffer) => resolve(data.toString())));
}

function port(): number {
  return (server.address() as AddressInfo).port;
}
