import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { packTypes } from '../pack-types.js';

// `npm run pack -w @lex-chat/infra`, after `npm run build`: the construct with all that it deploys, for CDK apps elsewhere.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PEERS = ['aws-cdk-lib', 'constructs'];

/** What is taken along, and where `built()` in `lib/service-function.ts` looks for it. */
const TAKEN_ALONG = {
  'backend/dist': 'functions',
  'infra/dist/publisher': 'publisher',
  'infra/dist/missed': 'missed',
  'widget/dist': 'widget',
  'widget/package.json': 'widget.json',
  'demo/site': 'site',
  LICENSE: 'LICENSE',
};

/** The workspaces as types name them. */
const WORKSPACES = [
  [/^@lex-chat\/protocol$/, 'protocol/src/index'],
  [/^@lex-chat\/protocol\/files$/, 'protocol/src/files'],
  [/^@lex-chat\/backend\/bots\/(.*)$/, 'backend/bots/$1'],
  [/^@lex-chat\/backend\/(.*)$/, 'backend/src/$1'],
];

/** Puts the package together in `folder`, which is emptied first. */
export async function pack(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['infra/lib/index.ts'],
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: PEERS,
    // Of the AWS SDK, names of tables are all that is asked for, and what is not used falls away only in its ES modules.
    mainFields: ['module', 'main'],
  });
  for (const [from, to] of Object.entries(TAKEN_ALONG))
    await cp(join(ROOT, from), join(folder, to), { recursive: true });
  await packTypes({
    entries: ['infra/lib/index'],
    folder: join(folder, 'types'),
    workspaces: WORKSPACES,
    others: PEERS,
  });
  await packManifest(folder);
}

async function packManifest(folder) {
  const { name, version, description, license, dependencies } = JSON.parse(
    await readFile(join(ROOT, 'infra/package.json'), 'utf8'),
  );
  const manifest = {
    name,
    version,
    description,
    license,
    type: 'module',
    engines: { node: '>=20.19' },
    exports: { '.': { types: './types/infra/lib/index.d.ts', default: './index.js' } },
    peerDependencies: Object.fromEntries(PEERS.map(peer => [peer, `^${dependencies[peer]}`])),
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await pack(fileURLToPath(new URL('dist/package', import.meta.url)));
