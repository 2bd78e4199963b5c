import { describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { closed, handshake, opened, rehearseSockets, sayings, WAIT } from './rehearse-sockets.ts';
import { createTokenBucket } from './token-bucket.ts';

const { start, events, heardBy, dial, open, rawSocket, host, server, gateway } = rehearseSockets();

describe('$connect', () => {
  it('is asked with the headers of the handshake, before the socket opens', async () => {
    start();
    const socket = await open('', ['lex-chat.v1', 'a.token'], { origin: 'https://shop.example' });
    const [event] = events();
    expect(event).toMatchObject({
      headers: { Origin: 'https://shop.example', 'Sec-WebSocket-Protocol': 'lex-chat.v1,a.token' },
      requestContext: { routeKey: '$connect', eventType: 'CONNECT', stage: 'prod', messageDirection: 'IN' },
      isBase64Encoded: false,
    });
    expect(event?.headers?.['CloudFront-Viewer-Address']).toMatch(/^(127\.0\.0\.1|::1):\d+$/);
    expect(event?.multiValueHeaders?.['CloudFront-Viewer-Address']).toHaveLength(1);
    expect(event).not.toHaveProperty('body');
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('names the connection as API Gateway does', async () => {
    start();
    await open();
    expect(events()[0]?.requestContext.connectionId).toMatch(/^[\w-]{15}=$/);
    expect(events()[0]?.requestContext).toEqual(
      expect.objectContaining({
        apiId: 'socket',
        domainName: 'socket.execute-api.us-east-1.amazonaws.com',
        connectedAt: expect.any(Number) as number,
        requestTimeEpoch: expect.any(Number) as number,
        requestId: expect.any(String) as string,
        identity: { sourceIp: expect.any(String) as string, userAgent: '' },
      }),
    );
  });

  it('chooses the subprotocol, which the handshake answers word for word', async () => {
    start();
    expect((await open('?chooses=lex-chat.v1', ['lex-chat.v1', 'a.token'])).protocol).toBe('lex-chat.v1');
  });

  it('that chooses none leaves a browser without a socket', async () => {
    start();
    const socket = dial('', ['lex-chat.v1', 'a.token']);
    await expect(opened(socket)).rejects.toThrow('Server sent no subprotocol');
  });

  it.each([
    ['?status=401', 401],
    ['?status=403', 403],
    ['?throws=a+secret', 502],
    ['?malformed=1', 502],
  ])('%s is answered with %i', async (query, status) => {
    start();
    await expect(open(query)).rejects.toThrow(`Unexpected server response: ${status}`);
    expect(gateway().connections.all()).toEqual([]);
  });

  it('[R49] is given 29 s, here shortened', async () => {
    start({ integrationMs: 50 });
    await expect(open('?waits=60000')).rejects.toThrow('Unexpected server response: 504');
  });

  it('[R49] is not asked about more than 500 new connections a second, here two in all', async () => {
    start({ newConnections: createTokenBucket({ perSecond: 0, burst: 2 }) });
    await open();
    await open();
    await expect(open()).rejects.toThrow('Unexpected server response: 429');
    expect(host().invocations['receive']?.asked).toBe(2);
  });

  it('[R49] is not asked about a URL of more than 4,096 characters', async () => {
    start();
    await expect(open(`?${'x'.repeat(4_096)}`)).rejects.toThrow('Unexpected server response: 414');
    expect(host().invocations['receive']?.asked).toBe(0);
  });

  it.each([
    ['another path', 'GET /other HTTP/1.1\r\n', '403'],
    ['another method', 'POST /socket HTTP/1.1\r\n', '400'],
    ['another version', 'GET /socket HTTP/1.1\r\nSec-WebSocket-Version: 8\r\n', '400'],
  ])('is not asked about %s', async (_, head, status) => {
    start();
    const { bytes, heard } = rawSocket(`${head}Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    await new Promise(resolve => bytes.once('close', resolve));
    expect(heard()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(host().invocations['receive']?.asked).toBe(0);
  });
});

describe('a message', () => {
  it('reaches the function as text', async () => {
    start();
    const socket = await open();
    socket.send('안녕');
    const [connected, message] = await heardBy('$default');
    expect(message).toMatchObject({
      body: '안녕',
      isBase64Encoded: false,
      requestContext: { routeKey: '$default', eventType: 'MESSAGE', messageDirection: 'IN', stage: 'prod' },
    });
    expect(message).not.toHaveProperty('headers');
    expect(message?.requestContext['messageId']).toEqual(expect.any(String));
    expect(message?.requestContext.connectionId).toBe(connected?.requestContext.connectionId);
    expect(message?.requestContext['connectedAt']).toBe(connected?.requestContext['connectedAt']);
  });

  it('is answered without the function where its type has a mock integration', async () => {
    start({ answers: { ping: '{"type":"pong"}' } });
    const socket = await open();
    const said = sayings(socket);
    for (const frame of ['{"type":"ping"}', '{"type":"toString"}', '"ping"', 'ping', '{"type":["ping"]}'])
      socket.send(frame);
    await vi.waitFor(() => expect(host().invocations['receive']?.asked, 'the handshake and four').toBe(5), WAIT);
    await expect.poll(() => said).toEqual(['{"type":"pong"}']);
  });

  it('may come in several frames', async () => {
    start();
    const socket = await open();
    for (let i = 0; i < 3; i += 1) socket.send('x'.repeat(32 * 1_024), { fin: i === 2 });
    const [, message] = await heardBy('$default');
    expect(message?.body?.length).toBe(3 * 32 * 1_024);
  });

  it('gets no answer but those that functions post', async () => {
    start();
    const socket = await open();
    const said = sayings(socket);
    socket.send('{}');
    socket.send('{"throws":"a secret"}');
    await expect.poll(() => said).toHaveLength(1);
    expect(JSON.parse(said[0]!)).toMatchObject({ message: 'Internal server error' });
  });

  it.each([
    ['throws', '{"throws":"a secret"}', 'Internal server error'],
    ['answers badly', '{"malformed":true}', 'Internal server error'],
    ['[R49] takes more than 29 s, here shortened', '{"waits":60000}', 'Endpoint request timed out'],
  ])('whose function %s is answered by the gateway itself', async (_, body, word) => {
    // Longer than it takes to start the function, which the handshake waits for.
    start({ integrationMs: 4_000 });
    const socket = await open();
    const said = sayings(socket);
    socket.send(body);
    await vi.waitFor(() => expect(said).toHaveLength(1), WAIT);
    const { connectionId } = events()[0]!.requestContext;
    expect(JSON.parse(said[0]!)).toEqual({ message: word, connectionId, requestId: expect.any(String) as string });
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('[R49] counts among the requests of the account', async () => {
    start({ requests: createTokenBucket({ perSecond: 0, burst: 2 }) });
    const socket = await open();
    const said = sayings(socket);
    socket.send('one');
    socket.send('two');
    await expect.poll(() => said).toHaveLength(1);
    expect(said[0]).toContain('Too Many Requests');
  });

  it('does not wait for the one before it', async () => {
    start();
    const socket = await open();
    socket.send('{"waits":60000}');
    socket.send('{"second":true}');
    await expect.poll(() => events().map(({ body }) => body)).toContain('{"second":true}');
  });
});

describe('$disconnect', () => {
  it('tells how the client left', async () => {
    start();
    const socket = await open();
    socket.close(4_321, 'enough');
    const last = (await heardBy('$disconnect')).at(-1);
    expect(last?.requestContext).toMatchObject({
      routeKey: '$disconnect',
      disconnectStatusCode: 4_321,
      disconnectReason: 'enough',
      connectionId: events()[0]!.requestContext.connectionId,
    });
    expect(gateway().connections.all()).toEqual([]);
  });

  it('says 1006 of a line that broke', async () => {
    start();
    (await open()).terminate();
    const last = (await heardBy('$disconnect')).at(-1);
    expect(last?.requestContext['disconnectStatusCode']).toBe(1006);
  });
});

describe('closing the gateway', () => {
  it('says goodbye, and leaves no socket even to those who do not answer', async () => {
    start();
    const polite = await open();
    const { bytes, heard } = rawSocket(handshake());
    await expect.poll(() => heard()).toContain('101');
    const goodbye = closed(polite);
    const gone = new Promise(resolve => bytes.once('close', resolve));
    await gateway().close();
    expect(await goodbye).toEqual({ code: 1001, reason: 'Going away' });
    await gone;
    expect(await new Promise(resolve => server().getConnections((_, count) => resolve(count)))).toBe(0);
  });

  it('ends handshakes on their way', async () => {
    start();
    const waiting = open('?waits=60000');
    waiting.catch(() => {});
    await expect.poll(() => events()).toHaveLength(1);
    await gateway().close();
    await expect(waiting).rejects.toThrow('socket hang up');
  });
});
