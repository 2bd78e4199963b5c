import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { create as analyze, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import { build } from 'vite';
import { ROOT } from '../install.js';
import { packTypes } from '../pack-types.js';
import { firstValues } from './first-values.js';

// `npm run pack -w lex-chat`: what applications install, ready for `npm pack` or `npm publish`.

/** The door that exports the class and its events; `index.js` defines the tag besides. */
const ELEMENT = 'element.js';

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

/** What editors and catalogues ask of the element, as its docblock and its properties tell it. */
export async function describeElement() {
  const files = ['src/lex-chat.ts', 'src/page/events.ts', 'src/page/door-events.ts', 'src/page/feedback-event.ts'];
  const modules = await Promise.all(
    files.map(async file =>
      ts.createSourceFile(file, await readFile(join(HERE, file), 'utf8'), ts.ScriptTarget.ES2015, true),
    ),
  );
  // Not by its command, which would write into the package.json of whoever calls it.
  const described = analyze({ modules, plugins: [...litPlugin(), firstValues()], context: { dev: false } });
  const declarations = described.modules.flatMap(module => module.declarations).map(publicSide);
  const tag = {
    kind: 'custom-element-definition',
    name: 'lex-chat',
    declaration: { name: 'LexChat', module: ELEMENT },
  };
  return {
    ...described,
    modules: [
      { kind: 'javascript-module', path: ELEMENT, declarations, exports: declarations.map(exportOf) },
      { kind: 'javascript-module', path: 'index.js', declarations: [], exports: [tag] },
    ],
  };
}

/** Without what is private; an event that was found in the code alone has no name, and stands in the docblock with one. */
function publicSide(declaration) {
  const { members, events } = declaration;
  return {
    ...declaration,
    ...(members && { members: members.filter(({ privacy }) => privacy === undefined || privacy === 'public') }),
    ...(events && { events: events.filter(({ name }) => name !== undefined) }),
    ...(declaration.name === 'LexChat' && { tagName: 'lex-chat', customElement: true }),
  };
}

function exportOf({ name }) {
  return { kind: 'js', name, declaration: { name, module: ELEMENT } };
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
