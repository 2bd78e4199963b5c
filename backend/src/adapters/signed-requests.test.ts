import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, expect, it } from 'vitest';
import { createSignedRequests, statusOf, type SignedRequestOptions } from './signed-requests.ts';

const SECRET = 'not a secret';
const closings: (() => void)[] = [];
afterEach(() => closings.splice(0).forEach(close => close()));

interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A service that answers each request as the next of `answers` says, and the last of them ever after; what it heard, and who asks it. */
async function serviceThat(
  answers: readonly ((response: ServerResponse) => void)[],
  given: Partial<SignedRequestOptions> = {},
) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const { method = '', url: path = '', headers } = request;
      heard.push({ method, path, headers, body: Buffer.concat(chunks).toString() });
      answers[Math.min(heard.length, answers.length) - 1]!(response);
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const requestHandler = new NodeHttpHandler({ requestTimeout: 200, throwOnRequestTimeout: true });
  closings.push(() => {
    requestHandler.destroy();
    server.closeAllConnections();
    server.close();
  });
  const send = createSignedRequests('execute-api', `http://127.0.0.1:${(server.address() as AddressInfo).port}/prod/`, {
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKID', secretAccessKey: SECRET, sessionToken: 'token' },
    maxAttempts: 3,
    requestHandler,
    ...given,
  });
  return { heard, send };
}

const status =
  (code: number, name = '') =>
  (response: ServerResponse) => {
    response.writeHead(code, { 'x-amzn-errortype': name, 'x-amzn-requestid': 'its id' }).end();
  };
const ok = status(200);

it('sends what it is given, below the address, on the trace it is on', async () => {
  const { send, heard } = await serviceThat([ok], { trace: () => 'Root=1-2-3' });
  await send('POST', '/@connections/AbC%3D', '{"text":"안녕"}');
  await send('DELETE', '/@connections/AbC%3D');
  expect(heard).toMatchObject([
    { method: 'POST', path: '/prod/@connections/AbC%3D', body: '{"text":"안녕"}' },
    { method: 'DELETE', path: '/prod/@connections/AbC%3D', body: '' },
  ]);
  for (const { headers } of heard) expect(headers['x-amzn-trace-id']).toBe('Root=1-2-3');
});

it('signs as AWS documents it', async () => {
  const { send, heard } = await serviceThat([ok]);
  await send('POST', '/@connections/AbC%3D', '{"text":"안녕"}');
  await send('DELETE', '/@connections/AbC%3D');
  for (const request of heard) {
    const { authorization = '' } = request.headers;
    expect(request.headers['x-amz-security-token']).toBe('token');
    expect(/SignedHeaders=([^,]*)/.exec(authorization)?.[1]?.split(';')).toEqual(
      expect.arrayContaining(['host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token']),
    );
    expect(/Signature=(.*)/.exec(authorization)?.[1]).toBe(signatureOf(request));
  }
});

it.each([
  ['that it throttles', status(429, 'LimitExceededException')],
  ['that it is broken', status(503)],
  ['nothing, and hangs up', (response: ServerResponse) => response.destroy()],
  ['nothing in time', () => {}],
])('tries again where a service says %s', async (_, answer) => {
  const { send, heard } = await serviceThat([answer, ok]);
  await send('POST', '/@connections/a', 'x');
  expect(heard.map(({ body }) => body)).toEqual(['x', 'x']);
  expect(heard.map(({ headers }) => headers['amz-sdk-request'])).toEqual(['attempt=1; max=3', 'attempt=2; max=3']);
  for (const request of heard) expect(request.headers.authorization).toContain(`Signature=${signatureOf(request)}`);
});

it('gives up in the end, and says why', async () => {
  const { send, heard } = await serviceThat([status(429, 'LimitExceededException:http://aws')]);
  const refused = await send('POST', '/@connections/a', 'x').catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: 'LimitExceededException', $metadata: { requestId: 'its id' } });
  expect(statusOf(refused)).toBe(429);
  expect(heard).toHaveLength(3);

  const silent = await serviceThat([() => {}], { maxAttempts: 1 });
  const unheard = await silent.send('POST', '/@connections/a', 'x').catch((error: unknown) => error);
  expect(unheard).toMatchObject({ name: 'TimeoutError' });
  expect(statusOf(unheard)).toBeUndefined();
});

it.each([400, 403, 410, 413])('takes a %i for an answer', async code => {
  const { send, heard } = await serviceThat([status(code, 'GoneException')]);
  const refused = await send('POST', '/@connections/a', 'x').catch((error: unknown) => error);
  expect(statusOf(refused)).toBe(code);
  expect(heard).toHaveLength(1);
});

/** By the letter of "Create a signed AWS API request", from what came over the wire. */
function signatureOf({ method, path, headers, body }: Heard): string {
  const { authorization = '' } = headers;
  const [, scope = ''] = /Credential=AKID\/([^,]*)/.exec(authorization) ?? [];
  const [date = '', region = '', service = ''] = scope.split('/');
  expect([region, service]).toEqual(['eu-west-1', 'execute-api']);
  const names = /SignedHeaders=([^,]*)/.exec(authorization)![1]!;
  const canonical = [
    method,
    path.split('/').map(encodeURIComponent).join('/'),
    '',
    ...names.split(';').map(name => `${name}:${String(headers[name])}`),
    '',
    names,
    createHash('sha256').update(body).digest('hex'),
  ].join('\n');
  const toSign = [
    'AWS4-HMAC-SHA256',
    headers['x-amz-date'],
    scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${SECRET}`);
  return hmac(key, toSign).toString('hex');
}
