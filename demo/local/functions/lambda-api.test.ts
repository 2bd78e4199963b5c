import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvokeCommand, LambdaClient, type InvokeCommandInput } from '@aws-sdk/client-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startFunctions, type FunctionHost } from './function-host.ts';
import { createLambdaApi } from './lambda-api.ts';
import { writeBundles } from './write-bundles.ts';

const BUNDLES = {
  echo: `export const handler = async event => { console.log('ran'); return event; };`,
  thrower: `export const handler = async () => { throw new RangeError('too far'); };`,
  hanging: `export const handler = () => new Promise(() => setInterval(() => {}, 1_000));`,
};

let bundles: Awaited<ReturnType<typeof writeBundles>>;
let host: FunctionHost;
let server: Server;
let client: LambdaClient;
let lines: string[];

beforeAll(async () => {
  bundles = await writeBundles(BUNDLES);
});
beforeEach(async () => {
  lines = [];
  host = startFunctions({
    folder: bundles.folder,
    environment: {},
    functions: Object.fromEntries(Object.keys(BUNDLES).map(name => [name, { timeoutSeconds: 5 }])),
    log: line => lines.push(line),
    processesPerFunction: 1,
    waitingPerFunction: 0,
  });
  const api = createLambdaApi(host);
  server = createServer((request, response) => void api.answer(request, response)).listen(0);
  client = new LambdaClient({
    region: 'us-east-1',
    endpoint: addressOf(server),
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  await host.close();
  server.closeAllConnections();
  server.close();
});
afterAll(async () => bundles.remove());

describe('Invoke', () => {
  it.each([
    'echo',
    'function:echo',
    '000000000000:function:echo',
    'arn:aws:lambda:us-east-1:000000000000:function:echo:1',
  ])('answers a call of %s', async FunctionName => {
    const { StatusCode, Payload, FunctionError } = await invoke({ FunctionName, Payload: json({ text: '안녕' }) });
    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: undefined });
    expect(read(Payload)).toEqual({ text: '안녕' });
  });

  it('takes an event and answers before it has run', async () => {
    const { StatusCode, Payload } = await invoke({ FunctionName: 'echo', InvocationType: 'Event', Payload: json({}) });
    expect(StatusCode).toBe(202);
    expect(Payload?.length ?? 0).toBe(0);
    await expect.poll(() => lines).toEqual(['ran']);
  });

  it('tells what a handler threw', async () => {
    const { StatusCode, FunctionError, Payload } = await invoke({ FunctionName: 'thrower' });
    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(read(Payload)).toMatchObject({ errorType: 'RangeError', errorMessage: 'too far' });
  });

  it('knows no other functions', async () => {
    await expect(invoke({ FunctionName: 'nobody' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it.each([
    ['Event', 1_024 * 1_024],
    ['RequestResponse', 6 * 1_024 * 1_024],
  ] as const)('[R49] refuses a payload that is too large for %s', async (InvocationType, limit) => {
    const fitting = await invoke({ FunctionName: 'echo', InvocationType, Payload: json('x'.repeat(limit - 2)) });
    expect(fitting.StatusCode).toBeLessThan(300);
    await expect(
      invoke({ FunctionName: 'echo', InvocationType, Payload: json('x'.repeat(limit - 1)) }),
    ).rejects.toMatchObject({ name: 'RequestTooLargeException', $metadata: { httpStatusCode: 413 } });
  });

  it('[R49] refuses calls while all processes are taken', async () => {
    const lost = invoke({ FunctionName: 'hanging' });
    lost.catch(() => {});
    await expect.poll(() => host.processes()).toHaveLength(1);
    await expect(invoke({ FunctionName: 'hanging' })).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      $metadata: { httpStatusCode: 429 },
    });
  });

  it('refuses what is not JSON', async () => {
    await expect(invoke({ FunctionName: 'echo', Payload: Buffer.from('{') })).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
    });
  });

  it('refuses those who do not sign', async () => {
    const response = await fetch(`${addressOf(server)}/2015-03-31/functions/echo/invocations`, { method: 'POST' });
    expect(response.status).toBe(403);
    expect(host.invocations['echo']?.asked).toBe(0);
  });
});

async function invoke(input: InvokeCommandInput) {
  return client.send(new InvokeCommand(input));
}

function addressOf(listening: Server): string {
  return `http://localhost:${(listening.address() as AddressInfo).port}`;
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function read(payload: Uint8Array | undefined): unknown {
  return JSON.parse(Buffer.from(payload ?? []).toString());
}
