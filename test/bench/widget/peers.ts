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
import { isQuick } from '../benchmark.ts';
import { PACKAGES, type Package, type PeerName } from './packages.ts';

const run = promisify(execFile);

export interface PeerSite {
  /** Of those whose packages could be had, from the first test on. */
  readonly names: readonly PeerName[];
  /** The page with a peer on it; `bare` has a Lit element that does next to nothing, and `blank` has none. */
  url(name: PeerName | 'bare' | 'blank'): string;
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
    for (const [name, { spec, files }] of Object.entries(PACKAGES) as [PeerName, Package][]) {
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
      const files = await Promise.all(PACKAGES[name].files.map(file => compressed(join(folders.get(name)!, file))));
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
  const own: Readonly<Record<string, string>> = {
    bare: '<bare-chat></bare-chat><script type="module" src="element.js"></script>',
    blank: '',
  };
  const body = own[name] ?? PACKAGES[name as PeerName].html;
  return `<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>가게</title><body>${body}</body></html>`;
}

/** The folder of a package, without what it depends on: what a page loads of these is bundled. Null, and a word, where it cannot be had and a quick run can do without. */
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
    // What is written down has all of them.
    if (!isQuick) throw error;
    process.stderr.write(`${spec} is not compared, for npm does not give it: ${String(error)}\n`);
    return null;
  }
}
