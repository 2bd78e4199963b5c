import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

/** A chat of another maker, as its own documentation puts it on a page. */
interface Peer {
  /** The name of its package, with the version. */
  readonly spec: string;
  /** What a page loads of the package, in its order. */
  readonly files: readonly string[];
  /** The page's markup; `/files/` is the package's folder. */
  readonly html: string;
}

/** The versions are those of the day on which the bench was written. */
export const PEERS = {
  'deep-chat': {
    spec: 'deep-chat@2.4.2',
    files: ['dist/deepChat.bundle.js'],
    html: `<deep-chat style="width:360px;height:560px"></deep-chat>
<script type="module" src="files/dist/deepChat.bundle.js"></script>`,
  },
  '@n8n/chat': {
    spec: '@n8n/chat@1.37.0',
    files: ['dist/chat.bundle.es.js', 'dist/style.css'],
    html: `<link rel="stylesheet" href="files/dist/style.css">
<script type="module">import { createChat } from './files/dist/chat.bundle.es.js';
createChat({ webhookUrl: location.href + 'hook', loadPreviousSession: 'remembered' in globalThis, enableStreaming: true });</script>`,
  },
  'botframework-webchat': {
    spec: 'botframework-webchat@4.18.1',
    files: ['dist/webchat.js'],
    html: `<div id="chat" style="height:560px"></div><script src="files/dist/webchat.js"></script>
<script>
const directLine = globalThis.line ?? WebChat.createDirectLine({ token: 'none', domain: location.href + 'line' });
WebChat.renderWebChat({ directLine }, document.getElementById('chat'))</script>`,
  },
} as const satisfies Readonly<Record<string, Peer>>;

export type PeerName = keyof typeof PEERS;

export interface PeerSite {
  /** The page with a peer on it; `bare` has a Lit element that does next to nothing. */
  url(name: PeerName | 'bare'): string;
  /** What a browser loads for a peer, in bytes of brotli. */
  weight(name: PeerName): Promise<number>;
}

/** The peers, fetched once by `npm pack` into the machine's folder for passing things, and their pages, for the tests of a file. */
export function usePeers(): PeerSite {
  let folders: ReadonlyMap<string, string>;
  let bare: Uint8Array;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const [, name = '', kind, ...path] = pathname.split('/').map(decodeURIComponent);
    void answer(name, kind, path.join('/')).then(
      ([type, body]) => response.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'br' }).end(body),
      () => response.writeHead(404).end(),
    );
  });

  async function answer(name: string, kind: string | undefined, path: string): Promise<readonly [string, Uint8Array]> {
    if (name === 'bare' && kind === 'element.js') return ['text/javascript', bare];
    if (kind === '') return ['text/html; charset=utf-8', brotliCompressSync(pageOf(name))];
    const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
    return [type, await compressed(join(folders.get(name)!, path))];
  }

  beforeAll(async () => {
    folders = new Map(
      await Promise.all(
        Object.entries(PEERS).map(async ([name, { spec }]) => [name, await fetchPackage(spec)] as const),
      ),
    );
    // No page waits for that.
    for (const [name, { files }] of Object.entries(PEERS))
      for (const file of files) await compressed(join(folders.get(name)!, file));
    const entryPoints = [fileURLToPath(new URL('bare-element.ts', import.meta.url))];
    const built = await build({ entryPoints, bundle: true, minify: true, format: 'esm', write: false });
    bare = brotliCompressSync(built.outputFiles[0]!.contents);
    await new Promise<void>(resolve => server.listen(0, resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  return {
    url: name => `http://localhost:${(server.address() as AddressInfo).port}/${encodeURIComponent(name)}/`,
    async weight(name) {
      const files = await Promise.all(PEERS[name].files.map(file => compressed(join(folders.get(name)!, file))));
      return files.reduce((sum, { length }) => sum + length, 0);
    },
  };
}

/** A file in brotli, once and for all: of some of them that takes ten seconds. */
async function compressed(file: string): Promise<Uint8Array> {
  const kept = `${file}.br`;
  if (!existsSync(kept)) await writeFile(kept, brotliCompressSync(await readFile(file)));
  return readFile(kept);
}

function pageOf(name: string): string {
  const body =
    name === 'bare'
      ? '<bare-chat></bare-chat><script type="module" src="element.js"></script>'
      : PEERS[name as PeerName].html;
  return `<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>가게</title><body>${body}</body></html>`;
}

/** The folder of a package, without what it depends on: what a page loads of these is bundled. */
async function fetchPackage(spec: string): Promise<string> {
  const folder = join(tmpdir(), 'lex-chat-bench', spec.replaceAll('/', '-'));
  if (!existsSync(join(folder, 'package'))) {
    await mkdir(folder, { recursive: true });
    const { stdout } = await promisify(execFile)('npm', ['pack', '--silent', spec], { cwd: folder });
    await promisify(execFile)('tar', ['xzf', stdout.trim()], { cwd: folder });
  }
  return join(folder, 'package');
}
