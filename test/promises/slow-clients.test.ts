import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { newMessageId, SUBPROTOCOL, type Session } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { openVisitor } from '../stack/visitor.ts';
import { ask, forLex, openAsking, useFaultyStack, warmUp } from './faulty-stack.ts';
import { ifAlone, measured, PATIENTLY, percentile, times } from './measured.ts';

/** What a slow client is allowed: a soak waits for what the gateway really allows. */
const STALLED_MS = times(2_000, 30_000);

const running = useFaultyStack({ stalledMs: STALLED_MS });

/** A connection of which every byte is under control, with what came from the other side. */
async function knock(): Promise<Socket> {
  const { port } = new URL(running.stack.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

const HANDSHAKE = ({ socketUrl, token }: Session) =>
  [
    `GET ${new URL(socketUrl).pathname} HTTP/1.1`,
    `Host: ${new URL(socketUrl).host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    `Sec-WebSocket-Protocol: ${SUBPROTOCOL}, ${token}`,
    '',
    '',
  ].join('\r\n');

async function shakeHands(session: Session): Promise<Socket> {
  const socket = await knock();
  socket.write(HANDSHAKE(session));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toContain('101 Switching Protocols');
  return socket;
}

/** A text frame as clients send it, masked with zeros. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([
    Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0]),
    payload,
  ]);
}

/** Sends a byte at a time until the other side has had enough; after how long that was. */
async function drip(socket: Socket, bytes: Buffer): Promise<number> {
  const begun = performance.now();
  socket.resume();
  for (let sent = 0; !socket.closed && !socket.readableEnded; sent++) {
    socket.write(bytes.subarray(sent, sent + 1));
    await wait(100);
  }
  socket.destroy();
  return performance.now() - begun;
}

it(
  '[R44] drops who reads nothing and who sends a byte at a time, and nobody else notices',
  { timeout: PATIENTLY },
  async ({ task }) => {
    await warmUp(running);
    const { stack, faults } = running;
    const other = await openAsking(stack.url);
    let turn = 0;
    const timed = async () => {
      const begun = performance.now();
      expect(await ask(other.socket, newMessageId(), forLex(turn++))).toMatchObject({ failure: null });
      return performance.now() - begun;
    };
    const quiet: number[] = [];
    for (let i = 0; i < 5; i++) quiet.push(await timed());

    // A byte at a time: a message, the body of a request, a head. And one who says nothing at all.
    const bytes = frame(JSON.stringify({ type: 'ping', padding: 'x'.repeat(4_000) }));
    const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(4_000) }));
    const poster = await knock();
    poster.write(
      `POST /chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    const senders = [
      drip(await shakeHands((await openVisitor(stack.url)).session), bytes),
      drip(poster, body),
      drip(await knock(), Buffer.from(`GET /health HTTP/1.1\r\nX-Long: ${'x'.repeat(4_000)}`)),
      drip(await knock(), Buffer.alloc(0)),
    ];

    // Somebody who is told much and reads nothing.
    const before = new Set(stack.sockets.connections.all().map(({ id }) => id));
    const unread = await shakeHands((await openVisitor(stack.url)).session);
    unread.pause();
    const { id } = stack.sockets.connections.all().find(connection => !before.has(connection.id))!;
    const isGone = async () => {
      const begun = performance.now();
      await expect.poll(() => stack.sockets.connections.find(id), { timeout: STALLED_MS + 20_000 }).toBeUndefined();
      return performance.now() - begun;
    };
    const posted = await postUntilFull(`${faults.sockets.url}/local`, id);

    const during: number[] = [];
    const all = Promise.all([isGone(), ...senders]);
    let isOver = false;
    const over = all.then(() => true);
    while (!isOver) {
      during.push(await timed());
      isOver = await Promise.race([over, wait(50, false)]);
    }
    const [unreadMs, ...slowMs] = await all;
    unread.destroy();
    other.socket.close();

    const spared = 30_000 - STALLED_MS;
    const shortened = spared > 0 ? `, with the ${spared / 1_000} s by which this run shortens their time` : '';
    measured(task).atMost(`slow senders are dropped after${shortened}`, 60_000, Math.max(...slowMs) + spared, 'ms');
    measured(task).atMost(`one who reads nothing is dropped after${shortened}`, 60_000, unreadMs + spared, 'ms');
    measured(task).atMost('taken for one who reads nothing', 16, posted / 1_048_576, 'MB');
    measured(task).atMost(
      'another’s answer meanwhile, median, by what it takes when all is quiet',
      ifAlone(2),
      percentile(during, 0.5) / percentile(quiet, 0.5),
    );
  },
);

/** Posts as a function would, until it is refused for want of room; how many bytes were taken. */
async function postUntilFull(endpoint: string, ConnectionId: string): Promise<number> {
  const credentials = { accessKeyId: 'laptop', secretAccessKey: 'laptop' };
  const client = new ApiGatewayManagementApiClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  const Data = 'x'.repeat(128 * 1_024);
  for (let posts = 0; posts < 1_000; posts++) {
    try {
      await client.send(new PostToConnectionCommand({ ConnectionId, Data }));
    } catch (error) {
      client.destroy();
      expect((error as Error).name).toBe('LimitExceededException');
      return posts * Data.length;
    }
  }
  throw new Error('there is no end to it');
}
