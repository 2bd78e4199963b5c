import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

const run = promisify(execFile);

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
  /** Of those whose packages could be had, from the first test on. */
  readonly names: readonly PeerName[];
  /** The page with a peer on it; `bare` has a Lit element that does next to nothing. */
  url(name: PeerName | 'bare'): string;
  /** What a browser loads for a peer, in bytes of brotli. */
  weight(name: PeerName): Promise<number>;
}

/** The peers, fetched once by `npm pack` into the machine's folder for passing things, and their pages, for the tests of a file. */
export function usePeers(): PeerSite {
  const folders = new Map<PeerName, string>();
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
    return [type, await compressed(join(folders.get(name as PeerName)!, path))];
  }

  beforeAll(async () => {
    for (const [name, { spec, files }] of Object.entries(PEERS) as [PeerName, Peer][]) {
      const folder = await fetchPackage(spec);
      if (!folder) continue;
      folders.set(name, folder);
      // No page waits for that.
      for (const file of files) await compressed(join(folder, file));
    }
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
    get names() {
      return [...folders.keys()];
    },
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
  if (!existsSync(kept)) {
    await writeFile(`${kept}.half`, brotliCompressSync(await readFile(file)));
    await rename(`${kept}.half`, kept);
  }
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

/** The folder of a package, without what it depends on: what a page loads of these is bundled. Null, and a word, where it cannot be had. */
async function fetchPackage(spec: string): Promise<string | null> {
  const folder = join(tmpdir(), 'lex-chat-bench', spec.replaceAll('/', '-'));
  if (existsSync(join(folder, 'package'))) return join(folder, 'package');
  await mkdir(dirname(folder), { recursive: true });
  const half = await mkdtemp(`${folder}.`);
  try {
    const { stdout } = await run('npm', ['pack', '--silent', spec], { cwd: half });
    await run('tar', ['xzf', stdout.trim()], { cwd: half });
    // Whole, or not at all: what was broken off is no package for ever after.
    await rename(half, folder);
    return join(folder, 'package');
  } catch (error) {
    await rm(half, { recursive: true });
    process.stderr.write(`${spec} is not compared, for npm does not give it: ${String(error)}\n`);
    return null;
  }
}
