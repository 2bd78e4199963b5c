import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { ROOT } from '../install.js';
import { packTypes } from '../pack-types.js';
import { describeElement } from './describe-element.js';

// `npm run pack -w lex-chat`: what applications install, ready for `npm pack` or `npm publish`.

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Puts the package together in `folder`, which is emptied first. */
export async function pack(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await build({
    configFile: join(HERE, 'package.config.ts'),
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: false },
  });
  await packTypes({
    entries: Object.values(await doors()).map(source => join('widget', source).replace(/\.ts$/, '')),
    folder: join(folder, 'types'),
    workspaces: [[/^@lex-chat\/protocol$/, 'protocol/src/index']],
    others: ['lit', 'react', 'vue'],
  });
  await writeJson(join(folder, 'custom-elements.json'), await describeElement());
  await writeJson(join(folder, 'package.json'), await manifest());
  await cp(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  await cp(join(HERE, 'README.md'), join(folder, 'README.md'));
}

async function manifest() {
  const { name, version, description, license, dependencies } = await ownManifest();
  const places = Object.entries(await doors()).map(([door, source]) => [door, nameOf(source)]);
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    keywords: ['chat', 'amazon-lex', 'web-component', 'custom-element', 'lit'],
    // What else is imported, a bundler may leave out where nothing of it is used.
    sideEffects: ['./index.js'],
    exports: {
      ...Object.fromEntries(
        places.map(([door, file]) => [door, { types: `./types/widget/src/${file}.d.ts`, default: `./${file}.js` }]),
      ),
      './custom-elements.json': './custom-elements.json',
      './package.json': './package.json',
    },
    customElements: 'custom-elements.json',
    dependencies: { lit: `^${dependencies.lit}` },
  };
}

/** The source of each door, by the name under which it is imported. */
async function doors() {
  return (await ownManifest()).exports;
}

async function ownManifest() {
  return JSON.parse(await readFile(join(HERE, 'package.json'), 'utf8'));
}

function nameOf(source) {
  return source.replace(/^\.\/src\/(.+)\.ts$/, '$1');
}

async function writeJson(file, value) {
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await pack(join(HERE, 'package'));
