import fc from 'fast-check';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNotFoundPage, createSite } from './site.ts';

const SECRET = 'not for the web';
let folder: string;
let server: Server;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'site-'));
  const [pages, widget] = [join(folder, 'pages'), join(folder, 'widget')];
  await mkdir(join(pages, 'en'), { recursive: true });
  await mkdir(widget);
  await writeFile(join(folder, 'secret.html'), SECRET);
  await writeFile(join(folder, 'secret.js'), SECRET);
  await writeFile(join(pages, '.env'), SECRET);
  await writeFile(join(pages, 'notes.md'), SECRET);
  await symlink(join(folder, 'secret.html'), join(pages, 'link.html'));
  await writeFile(join(pages, 'index.html'), '<p>첫 화면</p>');
  await writeFile(join(pages, '404.html'), '<p>없는 쪽</p>');
  await writeFile(join(pages, 'en', 'index.html'), '<p>home</p>');
  await writeFile(join(pages, 'en', '404.html'), '<p>No page</p>');
  await writeFile(join(pages, 'shop.css'), 'p {}');
  await writeFile(join(widget, 'lex-chat.js'), 'door');
  await writeFile(join(widget, 'lex-chat-composer.js'), 'chunk');
  await writeFile(join(widget, 'panel-Ba31xYz0.js'), 'chunk');

  const site = createSite({ pages, widget, uploads: null });
  const notFound = createNotFoundPage(pages);
  server = createServer((request, response) => {
    void site(request, response).then(served => (served ? undefined : notFound(request, response)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

describe('pages', () => {
  it('are served from the root, a folder by its index', async () => {
    expect(await (await fetch(`${origin}/`)).text()).toBe('<p>첫 화면</p>');
    expect(await (await fetch(`${origin}/?from=mail`)).text()).toBe('<p>첫 화면</p>');
    expect(await (await fetch(`${origin}/en/`)).text()).toBe('<p>home</p>');
    expect((await fetch(`${origin}/shop.css`)).headers.get('content-type')).toBe('text/css; charset=utf-8');
  });

  it('allow scripts, styles and sockets of their own origin alone', async () => {
    const policy = (await fetch(`${origin}/`)).headers.get('content-security-policy')!.split('; ');
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`connect-src 'self' ws://${origin.slice(7)} wss://${origin.slice(7)}`);
    expect(policy).toContain("require-trusted-types-for 'script'");
  });

  it('take nothing into their policy that is not a host', async () => {
    const answer = await raw('GET / HTTP/1.1\r\nHost: a; script-src *\r\nConnection: close\r\n\r\n');
    expect(answer).toContain("connect-src 'self';");
    expect(answer).not.toContain('script-src *');
  });

  it('are asked for again each time, and not sent again while they are the same', async () => {
    const first = await fetch(`${origin}/`);
    const again = await fetch(`${origin}/`, { headers: { 'if-none-match': first.headers.get('etag')! } });
    expect(first.headers.get('cache-control')).toBe('no-cache');
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('answer HEAD with their headers only', async () => {
    const answer = await fetch(`${origin}/`, { method: 'HEAD' });
    expect(answer.headers.get('content-length')).toBe(`${Buffer.byteLength('<p>첫 화면</p>')}`);
    expect(await answer.text()).toBe('');
  });
});

describe('widget files', () => {
  it('may be loaded by any site', async () => {
    const answer = await fetch(`${origin}/v1/lex-chat.js`);
    expect(await answer.text()).toBe('door');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('are kept for good only when their name holds their hash', async () => {
    const cached = async (file: string) => (await fetch(`${origin}/v1/${file}`)).headers.get('cache-control');
    expect(await cached('panel-Ba31xYz0.js')).toContain('immutable');
    expect(await cached('lex-chat.js')).toBe('no-cache');
    expect(await cached('lex-chat-composer.js')).toBe('no-cache');
  });
});

describe('everything else', () => {
  it('is left to the caller, who may show the 404 page', async () => {
    for (const path of [
      '/nothing.html',
      '/enough/en/',
      '/v1/',
      '/chat',
      '/index.html/',
      '/.env',
      '/notes.md',
      '/link.html',
    ]) {
      const answer = await fetch(origin + path);
      expect([path, answer.status, await answer.text()]).toEqual([path, 404, '<p>없는 쪽</p>']);
    }
    expect((await fetch(`${origin}/`, { method: 'POST' })).status).toBe(404);
  });

  it('is answered in English beneath the English pages', async () => {
    for (const path of ['/en', '/en?x=1', '/en/nothing.html', '/en/deep/nothing']) {
      const answer = await fetch(origin + path);
      expect([path, answer.status, await answer.text()]).toEqual([path, 404, '<p>No page</p>']);
    }
  });

  it('stays in its folder, however the path is written', async () => {
    const step = fc.constantFrom(
      ...['..', '.', '', '%2e%2e', '%2E.', '..%2f', '..\\', '%5c..', '%00', 'en', 'v1', 'pages', '.env', 'notes.md'],
      ...['secret.html', 'secret.js', 'link.html', '%252e%252e', '..;', 'http:', '\u00ad..'],
    );
    const written = fc.array(step, { maxLength: 8 }).map(steps => `/${steps.join('/')}`);
    const noise = fc.string({ unit: 'binary-ascii' }).map(path => path.replaceAll(/[\s\0]/g, ''));

    await fc.assert(
      fc.asyncProperty(fc.oneof(written, noise), async path => {
        const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n`);
        expect(answer).toMatch(/^HTTP\/1\.1 (200|400|404) /);
        expect(answer).not.toContain(SECRET);
      }),
      { numRuns: 300 },
    );
  });
});

/** `fetch` tidies paths up before it sends them. */
async function raw(request: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(request);
  return text(socket);
}
