import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { handler } from './index.ts';

/** Where CloudFormation waits for the answer: S3, which refuses what the address was not signed for. */
let s3: Server;
let heard: unknown[];
let isOpen: boolean;

async function hear(request: IncomingMessage): Promise<number> {
  const body = await json(request);
  if (!isOpen || request.method !== 'PUT' || request.headers['content-type'] !== '') return 403;
  heard.push(body);
  return 200;
}

beforeEach(async () => {
  heard = [];
  isOpen = true;
  s3 = createServer((request, response) => {
    void hear(request).then(status => response.writeHead(status).end());
  });
  s3.listen(0, '127.0.0.1');
  await once(s3, 'listening');
});
afterEach(async () => {
  s3.closeAllConnections();
  await new Promise(resolve => s3.close(resolve));
});

/** Beside the source there are no files, so that none are put anywhere. */
const creation = () => ({
  RequestType: 'Create' as const,
  ResponseURL: `http://127.0.0.1:${(s3.address() as AddressInfo).port}/answer?Signature=x`,
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Published',
  ResourceProperties: { Bucket: 'bucket', Version: '1.2.3' },
});

it('is heard where the address is signed for an empty content type', async () => {
  await handler(creation());
  expect(heard).toEqual([
    {
      Status: 'SUCCESS',
      PhysicalResourceId: 'bucket-files',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Published',
    },
  ]);
});

it('fails itself where nobody hears it, so that its log says so', async () => {
  isOpen = false;
  await expect(handler(creation())).rejects.toThrow('CloudFormation would not hear the answer: 403');
});
