import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { streamed } from './streamed.ts';

/**
 * All that may stand before the eight zero bytes, from “Lambda proxy integration format for response streaming” in the developer
 * guide of API Gateway.
 */
const METADATA = ['statusCode', 'headers', 'multiValueHeaders', 'cookies'];

type Handler = (event: unknown, raw: PassThrough, context: Context) => Promise<void>;

let described: Record<string, unknown>;
beforeEach(() => {
  vi.stubGlobal('awslambda', {
    streamifyResponse: (handler: Handler) => handler,
    HttpResponseStream: {
      from: (raw: PassThrough, metadata: Record<string, unknown>) => {
        described = metadata;
        return raw;
      },
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

it('says of an answer what API Gateway takes before it, and nothing else', async () => {
  const handler = streamed(async () => ({
    statusCode: 200,
    headers: { 'content-type': 'text/event-stream' },
    body: async ({ write, end }) => {
      await write('one');
      await write(' two');
      end();
    },
  })) as unknown as Handler;
  const raw = new PassThrough();
  const whole = text(raw);
  await handler({}, raw, {} as Context);
  expect(await whole).toBe('one two');
  expect(described).toEqual({ statusCode: 200, headers: { 'content-type': 'text/event-stream' } });
  expect(Object.keys(described).filter(name => !METADATA.includes(name))).toEqual([]);
});
