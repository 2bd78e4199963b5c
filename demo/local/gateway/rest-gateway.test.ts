import { createServer, request as httpRequest, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { GATEWAY_REFUSALS } from '@lex-chat/backend/functions/gateway-refusals';
import { REST_ROUTES } from '@lex-chat/backend/functions/routes';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startFunctions, type FunctionHost } from '../functions/function-host.ts';
import { writeBundles } from '../functions/write-bundles.ts';
import { createRestGateway, type RestGatewayOptions } from './rest-gateway.ts';
import { createTokenBucket } from './token-bucket.ts';

const BUNDLES = {
  // Does what the body orders: answers, throws, or waits for ever.
  rest: `export const handler = async event => {
    const order = event.body?.startsWith('{') ? JSON.parse(event.body) : {};
    if (order.throws) throw new Error(order.throws);
    if (order.waits) await new Promise(() => setInterval(() => {}, 1_000));
    return 'answer' in order ? order.answer : { statusCode: 200, body: JSON.stringify(event) };
  };`,
  chat: `export const handler = awslambda.streamifyResponse(async (event, raw) => {
    const stream = awslambda.HttpResponseStream.from(raw, { statusCode: 200 });
    stream.write('');
    stream.end();
  });`,
};

let bundles: Awaited<ReturnType<typeof writeBundles>>;
let host: FunctionHost;
let server: Server;
let base: string;
let lines: string[];

beforeAll(async () => {
  bundles = await writeBundles(BUNDLES);
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await host.close();
});
afterAll(async () => bundles.remove());

describe('a proxy event', () => {
  it('tells what was asked, by whom and where', async () => {
    start();
    const response = await fetch(`${base}/history?limit=5&before=a%2Bb&limit=7`, { headers: { 'X-Thing': 'yes' } });
    const event = (await response.json()) as APIGatewayProxyEvent;
    expect(event).toMatchObject({
      resource: '/history',
      path: '/history',
      httpMethod: 'GET',
      pathParameters: null,
      queryStringParameters: { limit: '7', before: 'a+b' },
      multiValueQueryStringParameters: { limit: ['5', '7'], before: ['a+b'] },
      body: null,
      isBase64Encoded: false,
      requestContext: { stage: 'prod', resourcePath: '/history', path: '/prod/history', protocol: 'HTTP/1.1' },
    });
    expect(header(event, 'x-thing')).toBe('yes');
    expect(event.requestContext.requestId).toBe(response.headers.get('x-amzn-requestid'));
    expect(event.requestContext.requestTimeEpoch).toBeGreaterThan(Date.now() - 60_000);
    expect(event.requestContext.requestTime).toMatch(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    expect(event.requestContext.domainName).not.toContain('localhost');
    expect(header(event, 'host')).toBe(event.requestContext.domainName);
  });

  it('has the parameters of the path, decoded', async () => {
    start();
    const event = (await (await fetch(`${base}/history/messages/a%20%ED%95%9C`)).json()) as APIGatewayProxyEvent;
    expect(event.resource).toBe('/history/messages/{messageId}');
    expect(event.pathParameters).toEqual({ messageId: 'a 한' });
  });

  it('has the visitor’s address from CloudFront and not from the client', async () => {
    start();
    const headers = { 'cloudfront-viewer-address': '6.6.6.6:1', 'x-forwarded-for': '6.6.6.6' };
    const event = (await (await fetch(`${base}/health`, { headers })).json()) as APIGatewayProxyEvent;
    expect(event.multiValueHeaders['CloudFront-Viewer-Address']).toHaveLength(1);
    expect(header(event, 'cloudfront-viewer-address')).toMatch(/^(127\.0\.0\.1|::1):\d+$/);
    expect(header(event, 'x-forwarded-for')).toMatch(/^6\.6\.6\.6, (127\.0\.0\.1|::1), /);
    expect(event.requestContext.identity.sourceIp).not.toContain('127.0.0.1');
  });

  it('brings every value of a header that came more than once', async () => {
    start();
    const event = await rawly(
      'GET /health HTTP/1.1\r\nhost: x\r\nX-Twice: one\r\nx-twice: two\r\nconnection: close\r\n\r\n',
    );
    const { headers, multiValueHeaders } = JSON.parse(event) as APIGatewayProxyEvent;
    expect(headers['X-Twice']).toBe('two');
    expect(multiValueHeaders['X-Twice']).toEqual(['one', 'two']);
  });

  it('goes for a preflight to the function of its path', async () => {
    start();
    const event = (await (await fetch(`${base}/history`, { method: 'OPTIONS' })).json()) as APIGatewayProxyEvent;
    expect(event.httpMethod).toBe('OPTIONS');
    expect((await fetch(`${base}/chat`, { method: 'OPTIONS' })).status).toBe(200);
    expect(host.invocations['chat']?.asked).toBe(1);
  });
});

describe('an answer', () => {
  it('passes status, headers and body on', async () => {
    start();
    const answer = {
      statusCode: 418,
      headers: { 'X-One': 1 },
      multiValueHeaders: { 'x-more': ['a', 'b'] },
      body: '안녕',
    };
    const response = await order({ answer });
    expect(response.status).toBe(418);
    expect([response.headers.get('x-one'), response.headers.get('x-more')]).toEqual(['1', 'a, b']);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.text()).toBe('안녕');
  });

  it('may have no body', async () => {
    start();
    const response = await order({ answer: { statusCode: 204 } });
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it.each([
    ['a text', 'hello'],
    ['nothing', null],
    ['no status', { body: 'x' }],
    ['a status in letters', { statusCode: '200' }],
    ['an impossible status', { statusCode: 99 }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['a header with a line break', { statusCode: 200, headers: { 'x-a': 'b\r\nset-cookie: c' } }],
    ['a header that is a list', { statusCode: 200, headers: { 'x-a': { b: 1 } } }],
  ])('of %s is malformed', async (_, answer) => {
    start();
    const response = await order({ answer });
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ message: 'Internal server error' });
    expect((await fetch(`${base}/health`)).status).toBe(200);
  });

  it('of a function that throws is a 502 that says nothing of it', async () => {
    start();
    const response = await order({ throws: 'a secret' });
    expect(response.status).toBe(502);
    expect(await response.text()).not.toContain('secret');
  });
});

describe('the limits of a REST API', () => {
  it.each([
    ['GET', '/nowhere'],
    ['DELETE', '/health'],
    ['GET', '/history/'],
    ['GET', '/history/messages/'],
    ['GET', '/history/messages/a/b'],
  ])('refuse %s %s as a missing token', async (method, path) => {
    start();
    const response = await fetch(`${base}${path}`, { method });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ message: 'Missing Authentication Token' });
  });

  it('[R49] give up on a function after 29 s, here shortened', async () => {
    start({ integrationMs: 50 });
    const response = await order({ waits: true });
    expect(response.status).toBe(504);
    expect(await response.json()).toEqual({ message: 'Endpoint request timed out' });
    // The function knows nothing of it.
    expect(host.processes().map(({ state }) => state)).toEqual(['busy']);
  });

  it('[R49] take the 6 MB that Lambda takes, and of 10 MB and a byte not even all', async () => {
    start();
    const lambdas = 6 * 1_024 * 1_024;
    expect((await order({ answer: { statusCode: 200 } }, lambdas - 16 * 1_024)).status).toBe(200);
    for (const length of [lambdas, 10 * 1_024 * 1_024, 10 * 1_024 * 1_024 + 1]) {
      const response = await order({ answer: { statusCode: 200 } }, length);
      expect(response.status).toBe(413);
      expect(await response.json()).toEqual({ message: 'Request Too Long' });
    }
    expect((await fetch(`${base}/health`)).status).toBe(200);
  });

  it('[R49] refuse a body of unknown length once it has grown too long', async () => {
    start();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = httpRequest(`${base}/sessions`, { method: 'POST' }, response => {
        response.resume();
        resolve(response.statusCode);
      });
      sending.once('error', reject);
      const more = () => {
        if (!sending.destroyed && !sending.writableEnded) sending.write(Buffer.alloc(65_536), more);
      };
      more();
      sending.once('response', () => sending.end());
    });
    expect(status).toBe(413);
  });

  it('[R44] do not wait for a body for ever', async () => {
    start({ bodyMs: 50 });
    const answer = await rawly('POST /sessions HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{', '408');
    expect(answer).toContain('Request Timeout');
    expect(host.invocations['rest']?.asked).toBe(0);
  });

  it('[R49] take heads of 10,240 bytes', async () => {
    start();
    expect((await fetch(`${base}/health`, { headers: { 'x-long': 'x'.repeat(9_000) } })).status).toBe(200);
    expect((await fetch(`${base}/health`, { headers: { 'x-long': 'x'.repeat(10_240) } })).status).toBe(431);
  });

  it('[R49] are those of the account as well', async () => {
    start({
      requests: createTokenBucket({ perSecond: 0, burst: 1 }),
    });
    expect((await fetch(`${base}/health`)).status).toBe(200);
    expect((await fetch(`${base}/health`)).status).toBe(429);
  });

  it('are told in the words of the API where it has its own [R38]', async () => {
    start({ refusals: GATEWAY_REFUSALS });
    const response = await fetch(`${base}/nowhere`);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'There is nothing here',
      status: 404,
      code: 'not-found',
      requestId: response.headers.get('x-amzn-requestid'),
    });
  });

  it('let Lambda’s own refusals through as a 500', async () => {
    start({}, { processesPerFunction: 1, waitingPerFunction: 0 });
    const waiting = order({ waits: true });
    waiting.catch(() => {});
    await expect.poll(() => host.processes()).toHaveLength(1);
    expect((await fetch(`${base}/health`)).status).toBe(500);
  });
});

function start(
  options: Partial<RestGatewayOptions> = {},
  functions: { readonly processesPerFunction?: number; readonly waitingPerFunction?: number } = {},
): void {
  lines = [];
  host = startFunctions({
    folder: bundles.folder,
    environment: {},
    functions: { rest: { timeoutSeconds: 10 }, chat: { timeoutSeconds: 10 } },
    log: line => lines.push(line),
    ...functions,
  });
  const gateway = createRestGateway({ routes: REST_ROUTES, host, stage: 'prod', ...options });
  server = createServer((request, response) => void gateway.answer(request, response)).listen(0);
  base = `http://localhost:${portOf(server)}`;
}

/** Padded to `bytes`, if the length matters. */
async function order(wanted: object, bytes = 0): Promise<Response> {
  const body = JSON.stringify(wanted).padEnd(bytes);
  return fetch(`${base}/sessions`, { method: 'POST', body });
}

/** Writes to the socket itself, and reads until `needle` or the end has come: the body of what was answered. */
async function rawly(text: string, needle?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(portOf(server), 'localhost', () => socket.write(text));
    socket.on('data', chunk => {
      answer += chunk.toString();
      if (needle !== undefined && answer.includes(needle) && answer.endsWith('}')) socket.end();
    });
    socket.once('close', () => resolve(answer.slice(answer.indexOf('\r\n\r\n') + 4)));
    socket.once('error', reject);
  });
}

function portOf(listening: Server): number {
  return (listening.address() as AddressInfo).port;
}

function header(event: APIGatewayProxyEvent, name: string): string | undefined {
  return Object.entries(event.headers).find(([known]) => known.toLowerCase() === name)?.[1];
}
