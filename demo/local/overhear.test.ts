import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { overhearing, type Overheard } from './overhear.ts';

const server = createServer((request, response) => {
  void text(request).then(body => {
    response.write(body.slice(0, 1));
    response.end(body.slice(1));
  });
});
afterEach(() => server.close());

const HEADERS = {
  'x-amz-target': 'DynamoDB_20120810.GetItem',
  authorization:
    'AWS4-HMAC-SHA256 Credential=rest/20261121/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
};

it('hears each request whole, and what is written in answer, while somebody listens, and takes nothing from whom it is for', async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/table`;
  const heard: Overheard[] = [];
  const sent: string[] = [];
  const ask = async (body: string) => (await fetch(url, { method: 'POST', headers: HEADERS, body })).text();
  const overhear = overhearing(server);

  await ask('before');
  const leave = overhear((request, onSent) => {
    heard.push(request);
    onSent(piece => sent.push(piece.toString()));
  });
  const long = '안'.repeat(100_000);
  expect(await ask(long)).toBe(long);
  leave();
  await ask('after');
  expect(heard).toEqual([{ method: 'POST', path: '/table', operation: 'GetItem', accessKeyId: 'rest', body: long }]);
  expect(sent).toEqual(['안']);
});
