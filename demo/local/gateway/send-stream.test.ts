import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REST_ROUTES } from '@lex-chat/backend/functions/routes';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startFunctions, type FunctionHost } from '../functions/function-host.ts';
import { writeBundles } from '../functions/write-bundles.ts';
import { createRestGateway, type RestGatewayOptions } from './rest-gateway.ts';

const BUNDLES = {
  rest: `export const handler = async () => ({ statusCode: 200 });`,
  // Does what the body orders: writes, floods, throws, or waits.
  chat: `export const handler = awslambda.streamifyResponse(async (event, raw) => {
    const order = event.body ? JSON.parse(event.body) : {};
    const head = order.head ?? { statusCode: 200, headers: { 'content-type': 'text/event-stream' } };
    const stream = awslambda.HttpResponseStream.from(raw, head);
    for (const part of order.parts ?? ['']) {
      if (!stream.write(part)) await new Promise(resolve => stream.once('drain', resolve));
    }
    if (order.floods) {
      for (let written = 0; written < order.floods; written += 65_536) {
        if (!stream.write(Buffer.alloc(65_536))) await new Promise(resolve => stream.once('drain', resolve));
      }
    }
    if (order.throws) throw new Error(order.throws);
    if (order.waits) await new Promise(resolve => setTimeout(resolve, order.waits));
    console.log('ended');
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

describe('a streamed answer', () => {
  it('is heard before it has ended', async () => {
    start();
    const response = await orderStream({ parts: ['data: 안녕\n\n'], waits: 60_000 });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const first = await response.body!.getReader().read();
    expect(Buffer.from(first.value).toString()).toBe('data: 안녕\n\n');
    expect(lines).toEqual([]);
  });

  it('ends when the function does', async () => {
    start();
    const response = await orderStream({ head: { statusCode: 202, headers: {} }, parts: ['a', 'b', 'c'] });
    expect(response.status).toBe(202);
    expect(await response.text()).toBe('abc');
  });

  it('may have no body', async () => {
    start();
    const response = await orderStream({ head: { statusCode: 204 } });
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it('is cut, not ended, when the function fails on the way', async () => {
    start();
    const response = await orderStream({ parts: ['half'], throws: 'a secret' });
    await expect(response.text()).rejects.toThrow();
    expect((await fetch(`${base}/health`)).status).toBe(200);
  });

  it('with a malformed head is a 502', async () => {
    start();
    expect((await orderStream({ head: { headers: {} }, parts: ['x'] })).status).toBe(502);
    await expect.poll(() => lines).toEqual(['ended']);
  });

  it('[R49] is cut after 5 minutes of silence, here shortened', async () => {
    start({ idleMs: 2_000 });
    const response = await orderStream({ parts: ['first'], waits: 60_000 });
    await expect(response.text()).rejects.toThrow();
  });

  it('goes on in the function when the client has left, as API Gateway cannot tell it', async () => {
    start();
    const leaving = new AbortController();
    const body = JSON.stringify({ parts: ['first'], waits: 200, floods: 4 * 1_024 * 1_024 });
    const response = await fetch(`${base}/chat`, { method: 'POST', body, signal: leaving.signal });
    await response.body!.getReader().read();
    leaving.abort();
    await expect.poll(() => lines).toEqual(['ended']);
  });

  it('[R44] drops a client that reads nothing, and the function goes on', async () => {
    start({ unreadMs: 100 });
    const floods = 32 * 1_024 * 1_024;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sending = httpRequest(`${base}/chat`, { method: 'POST' }, resolve);
      sending.once('error', reject);
      sending.end(JSON.stringify({ floods }));
    });
    response.pause();
    response.on('error', () => {});
    await expect.poll(() => lines).toEqual(['ended']);
    response.destroy();
  });
});

function start(options: Partial<RestGatewayOptions> = {}): void {
  lines = [];
  host = startFunctions({
    folder: bundles.folder,
    environment: {},
    functions: { rest: { timeoutSeconds: 10 }, chat: { timeoutSeconds: 10 } },
    log: line => lines.push(line),
  });
  const gateway = createRestGateway({ routes: REST_ROUTES, host, stage: 'prod', ...options });
  server = createServer((request, response) => void gateway.answer(request, response)).listen(0);
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
}

async function orderStream(wanted: object): Promise<Response> {
  return fetch(`${base}/chat`, { method: 'POST', body: JSON.stringify(wanted) });
}
