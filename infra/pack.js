import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

// `npm run pack -w @lex-chat/infra`, after `npm run build`: the construct with all that it deploys, for CDK apps elsewhere.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PEERS = ['aws-cdk-lib', 'constructs'];

/** What is taken along, and where `built()` in `lib/service-function.ts` looks for it. */
const TAKEN_ALONG = {
  'backend/dist': 'functions',
  'infra/dist/publisher': 'publisher',
  'widget/dist': 'widget',
  'widget/package.json': 'widget.json',
  'demo/site': 'site',
  LICENSE: 'LICENSE',
};

/** The workspaces as types name them. */
const PACKAGES = [
  [/^@lex-chat\/protocol$/, 'protocol/src/index'],
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
  await packTypes(folder);
  await packManifest(folder);
}

/** The declarations of `index.ts` and of all that it names. */
async function packTypes(folder) {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-b', 'infra'], { cwd: ROOT, stdio: 'inherit' });
  const done = new Set();
  const take = async module => {
    if (done.has(module)) return;
    done.add(module);
    const [workspace] = module.split('/');
    const source = join(ROOT, workspace, '.types', `${module.slice(workspace.length + 1)}.d.ts`);
    const named = [];
    const text = (await readFile(source, 'utf8')).replaceAll(
      /(\bfrom |\bimport\()(['"])([^'"]+)\2/g,
      (whole, before, quote, name) => {
        const target = moduleOf(name, module);
        if (target === undefined) return whole;
        named.push(target);
        const path = relative(dirname(module), target);
        return `${before}${quote}${path.startsWith('.') ? path : `./${path}`}.js${quote}`;
      },
    );
    const target = join(folder, 'types', `${module}.d.ts`);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    for (const each of named) await take(each);
  };
  await take('infra/lib/index');
}

/** A module of the workspaces by what another one calls it; undefined for those of others. */
function moduleOf(name, importer) {
  if (name.startsWith('.')) return join(dirname(importer), name).replace(/\.ts$/, '');
  const found = PACKAGES.find(([pattern]) => pattern.test(name));
  if (found) return name.replace(...found);
  if (!PEERS.some(peer => name === peer || name.startsWith(`${peer}/`)))
    throw new Error(`${importer} names ${name}, which whoever has the package has not`);
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
