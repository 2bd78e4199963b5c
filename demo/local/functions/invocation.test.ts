import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FunctionError } from './function-error.ts';
import { startFunctions, type FunctionHost } from './function-host.ts';
import { writeBundles } from './write-bundles.ts';

const BUNDLES = {
  echo: `export const handler = async event => event;`,
  streaming: `export const handler = awslambda.streamifyResponse(async (event, stream) => {
    const response = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { 'x-kind': 'test' } });
    for (const part of event.parts) response.write(part);
    if (event.wait) await new Promise(() => setInterval(() => {}, 1_000));
    response.end();
  });`,
  wordless: `export const handler = awslambda.streamifyResponse(async (event, stream) => {
    awslambda.HttpResponseStream.from(stream, { statusCode: 204 }).end();
  });`,
  flood: `export const handler = awslambda.streamifyResponse(async (event, stream) => {
    const response = awslambda.HttpResponseStream.from(stream, { statusCode: 200 });
    let written = 0;
    for (; written < event.chunks; written += 1) {
      if (!response.write(Buffer.alloc(16_384))) {
        console.log('held ' + written);
        await new Promise(resolve => response.once('drain', resolve));
      }
    }
    response.end();
  });`,
};

let bundles: Awaited<ReturnType<typeof writeBundles>>;
let host: FunctionHost;
let lines: string[];

beforeAll(async () => {
  bundles = await writeBundles(BUNDLES);
});
afterEach(async () => host.close());
afterAll(async () => bundles.remove());

describe('a streaming handler', () => {
  it('is heard before it has ended', async () => {
    start();
    const { metadata, body } = await host.stream('streaming', { parts: ['안', '녕'], wait: true });
    expect(metadata).toEqual({ statusCode: 201, headers: { 'x-kind': 'test' } });
    const first = await body[Symbol.asyncIterator]().next();
    expect(String(first.value)).toMatch(/^안/);
    expect(host.processes()[0]?.state).toBe('busy');
  });

  it('ends its stream and is frozen', async () => {
    start();
    const { body } = await host.stream('streaming', { parts: ['one ', 'two ', 'three'] });
    expect(await text(body)).toBe('one two three');
    await until(() => host.processes()[0]?.state === 'frozen');
  });

  it('breaks its stream off when it is killed', async () => {
    start();
    const { body } = await host.stream('streaming', { parts: ['half'], wait: true });
    process.kill(host.processes()[0]!.pid, 'SIGKILL');
    await expect(text(body)).rejects.toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(lines).toEqual(['streaming failed: Runtime.ExitError']);
  });

  it('is held up by a reader who does not read', async () => {
    start();
    const chunks = 200;
    const { body } = await host.stream('flood', { chunks });
    await until(() => lines.length > 0);
    expect(body.readableLength).toBeLessThanOrEqual(2 * 65_536);
    expect((await text(body)).length).toBe(chunks * 16_384);
  });

  // aws/aws-lambda-nodejs-runtime-interface-client#97
  it('loses its status when it ends without a write, as on Lambda', async () => {
    start();
    expect(await failureOf(host.stream('wordless', {}))).toMatchObject({ errorType: 'Runtime.InvalidResponse' });
  });

  it('is not to be had in one piece, nor another one piece by piece', async () => {
    start();
    expect(await failureOf(host.invoke('streaming', { parts: [] }))).toMatchObject({
      errorType: 'Runtime.InvocationMode',
    });
    expect(await failureOf(host.stream('echo', {}))).toMatchObject({ errorType: 'Runtime.InvocationMode' });
  });
});

function start(): void {
  lines = [];
  host = startFunctions({
    folder: bundles.folder,
    environment: {},
    functions: Object.fromEntries(Object.keys(BUNDLES).map(name => [name, { timeoutSeconds: 5 }])),
    log: line => lines.push(line),
  });
}

async function failureOf(answer: Promise<unknown>): Promise<FunctionError> {
  return answer.then(
    () => expect.fail('answered'),
    (error: unknown) => error as FunctionError,
  );
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => expect(await condition()).toBe(true), { timeout: 4_000, interval: 5 });
}
