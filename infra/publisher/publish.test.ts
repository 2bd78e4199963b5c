import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyBucket, listFiles, putFiles } from './publish.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lex-chat-publish-'));
  for (const name of [
    'widget/lex-chat.js',
    'widget/manifest.json',
    'widget/assets/door-Ba31xYz0.js',
    'widget/assets/door-Ba31xYz0.js.map',
    'pages/index.html',
    'pages/en/index.html',
    'pages/art/shop.svg',
  ]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the files of a release', () => {
  const cacheOf = () =>
    Object.fromEntries(listFiles(folder, '1.2.3').map(({ key, cacheControl }) => [key, cacheControl]));

  it('are there under the version for ever, and under /v1/ until the next one', () => {
    expect(cacheOf()).toMatchObject({
      '1.2.3/lex-chat.js': 'public, max-age=31536000, immutable',
      '1.2.3/assets/door-Ba31xYz0.js': 'public, max-age=31536000, immutable',
      'v1/assets/door-Ba31xYz0.js': 'public, max-age=31536000, immutable',
      'v1/lex-chat.js': 'public, max-age=300',
      'v1/manifest.json': 'public, max-age=300',
    });
  });

  it('are found by the names that browsers ask for, folders too', () => {
    const keys = listFiles(folder, '1.2.3').map(({ key }) => key);
    expect(keys).toContain('en/');
    expect(keys).toContain('en/index.html');
    expect(keys).toContain('art/shop.svg');
  });

  it('are only of the kinds that are served', () => {
    expect(listFiles(folder, '1.2.3').filter(({ key }) => key.endsWith('.map'))).toEqual([]);
  });

  it('end with the loader, which leads to all the others', () => {
    const keys = listFiles(folder, '1.2.3').map(({ key }) => key);
    expect(keys.slice(-2).sort()).toEqual(['1.2.3/lex-chat.js', 'v1/lex-chat.js']);
  });

  it('are the widget alone where the demo is not wanted', () => {
    rmSync(join(folder, 'pages'), { recursive: true });
    const keys = listFiles(folder, '1.2.3').map(({ key }) => key);
    expect(keys.filter(key => !/^(v1|1\.2\.3)\//.test(key))).toEqual([]);
  });
});

describe('the bucket', () => {
  let server: Server;
  let s3: S3Client;
  /** What the bucket holds, by key. */
  let held: Map<string, { readonly type: string | undefined; readonly cacheControl: string | undefined }>;

  beforeEach(async () => {
    held = new Map();
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://bucket');
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        response.setHeader('content-type', 'application/xml');
        if (!pathname.startsWith('/bucket')) {
          const code = pathname.startsWith('/gone') ? 'NoSuchBucket' : 'AccessDenied';
          response.writeHead(code === 'NoSuchBucket' ? 404 : 403).end(`<Error><Code>${code}</Code></Error>`);
        } else if (request.method === 'PUT') {
          held.set(decodeURIComponent(pathname.slice('/bucket/'.length)), {
            type: request.headers['content-type'],
            cacheControl: request.headers['cache-control'],
          });
          response.end();
        } else if (searchParams.has('delete')) {
          for (const [, key] of body.matchAll(/<Key>(.*?)<\/Key>/g)) held.delete(key!);
          response.end('<DeleteResult/>');
        } else {
          // A page of two, as S3 has pages of a thousand.
          const contents = [...held.keys()].slice(0, 2).map(key => `<Contents><Key>${key}</Key></Contents>`);
          response.end(`<ListBucketResult>${contents.join('')}</ListBucketResult>`);
        }
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    s3 = new S3Client({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      forcePathStyle: true,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  it('gets each file as what it is', async () => {
    await putFiles(s3, 'bucket', listFiles(folder, '1.2.3'));
    expect(held.get('en/')).toEqual({ type: 'text/html; charset=utf-8', cacheControl: 'public, max-age=60' });
    expect(held.get('v1/lex-chat.js')?.type).toBe('text/javascript; charset=utf-8');
  });

  it('keeps the releases before, which pages name with their integrity', async () => {
    await putFiles(s3, 'bucket', listFiles(folder, '1.2.3'));
    await putFiles(s3, 'bucket', listFiles(folder, '1.2.4'));
    expect([...held.keys()]).toContain('1.2.3/lex-chat.js');
  });

  it('is emptied to the last object, whatever release it is from', async () => {
    await putFiles(s3, 'bucket', listFiles(folder, '1.2.3'));
    await emptyBucket(s3, 'bucket');
    expect(held.size).toBe(0);
  });

  it('is as good as empty where it is gone, and not where nobody may look', async () => {
    await expect(emptyBucket(s3, 'gone')).resolves.toBeUndefined();
    await expect(emptyBucket(s3, 'closed')).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
