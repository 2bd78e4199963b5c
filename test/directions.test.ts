import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { MAY_IMPORT } from './may-import.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The workspaces as other code names them. */
const PACKAGES: Readonly<Record<string, string>> = {
  '@lex-chat/protocol/files': 'protocol/src/files',
  '@lex-chat/protocol': 'protocol/src/index',
  '@lex-chat/backend/bots': 'backend/bots',
  '@lex-chat/backend/knowledge': 'backend/knowledge',
  '@lex-chat/backend': 'backend/src',
  '@lex-chat/demo': 'demo/local',
  'lex-chat': 'widget/src/index',
};

const sources = Object.keys(MAY_IMPORT).flatMap(folder => sourcesIn(folder));

describe('who may import whom', () => {
  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    it(`${folder} imports only ${['itself', ...allowed].join(', ')}`, () => {
      const files = sourcesIn(folder);
      expect(files.length, `there are files in ${folder}`).toBeGreaterThan(0);
      const strangers = files.flatMap(file =>
        importsOf(file)
          .filter(target => ![folder, ...allowed].some(place => target === place || target.startsWith(`${place}/`)))
          .map(target => `${file} → ${target}`),
      );
      expect(strangers).toEqual([]);
    });
  }
});

it('goes round in no circles', () => {
  const graph = new Map(
    sources.map(file => [
      file,
      importsOf(file, isList(file) ? withoutLazy : undefined)
        .map(target => `${target}.ts`)
        .filter(target => sources.includes(target)),
    ]),
  );
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]) => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of sources) walk(file, []);
  expect(circles).toEqual([]);
});

it('keeps functions to themselves: nobody imports them but the list of what they are', () => {
  const lists = [
    'tables',
    'table-access',
    'routes',
    'environment',
    'hook-environment',
    'bots',
    'model-names',
    'upload-types',
    'models',
    'gateway-refusals',
    'channel-names',
    'limits',
    'file-access',
    'metrics',
  ].map(name => `backend/src/functions/${name}`);
  const importers = sources
    .filter(file => !file.startsWith('backend/src/functions/'))
    .flatMap(file =>
      importsOf(file)
        .filter(target => target.startsWith('backend/src/functions/') && !lists.includes(target))
        .map(target => `${file} → ${target}`),
    );
  expect(importers).toEqual([]);
});

it('keeps the bench to itself: tests lean on nothing in it', () => {
  const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .map(file => `test/${file}`)
    .filter(file => file.endsWith('.ts') && !/^test\/bench\/|node_modules|\.types/.test(file));
  expect(files.length).toBeGreaterThan(100);
  const leaning = files.flatMap(file =>
    importsOf(file)
      .filter(target => target.startsWith('test/bench/'))
      .map(target => `${file} → ${target}`),
  );
  expect(leaning).toEqual([]);
});

/** Whether it names parts that are fetched later, and may know of who fetches them. */
function isList(file: string): boolean {
  return /^widget\/src\/parts\/(parts|more)\.ts$/.test(file);
}

function withoutLazy(text: string): string {
  return text.replace(/(?<!typeof )\bimport\('[^']+'\)/g, '');
}

function sourcesIn(folder: string): string[] {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(
      file =>
        /\.ts$/.test(file) &&
        !/(\.test|\.d)\.ts$|(^|\/)(fake-[^/]+|[^/]+-fixture|fakes|write-bundles|rehearse-sockets)\.ts$/.test(file),
    )
    .filter(file => !/(^|\/)(node_modules|\.types|cdk\.out|dist)\//.test(file))
    .map(file => `${folder}/${file.replaceAll('\\', '/')}`);
}

/** What a file imports, `import()` and re-exports included: our files as paths without ending, other packages by name. */
function importsOf(file: string, read = (text: string) => text): string[] {
  const { importedFiles } = ts.preProcessFile(read(readFileSync(join(ROOT, file), 'utf8')), true, true);
  return importedFiles.map(({ fileName }) => target(file, fileName));
}

function target(file: string, specifier: string): string {
  if (specifier.startsWith('.'))
    return relative(ROOT, join(ROOT, dirname(file), specifier))
      .replaceAll('\\', '/')
      .replace(/\.ts$/, '');
  if (specifier.startsWith('node:')) return 'node';
  const workspace = Object.keys(PACKAGES).find(name => specifier === name || specifier.startsWith(`${name}/`));
  return workspace ? PACKAGES[workspace]! + specifier.slice(workspace.length) : specifier;
}
