import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Who may import whom, of ours and of others. A folder may always import itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'protocol/src': [],

  'widget/src/base': ['lit'],
  'widget/src/connection': ['protocol/src', 'widget/src/base/verified-part'],
  'widget/src/conversation': ['protocol/src', 'widget/src/base', 'widget/src/connection'],
  'widget/src/strings': ['protocol/src', 'widget/src/conversation', 'widget/src/asking'],
  'widget/src/markdown': ['widget/src/base', 'lit'],
  'widget/src/controllers': ['widget/src/base', 'widget/src/conversation'],
  'widget/src/view': [
    'protocol/src',
    'widget/src/base',
    'widget/src/conversation',
    'widget/src/strings',
    'widget/src/your-data',
    'lit',
  ],
  'widget/src/asking': [
    'protocol/src',
    'widget/src/base',
    'widget/src/conversation',
    'widget/src/strings',
    'widget/src/view',
    'lit',
  ],
  'widget/src/attaching': [
    'protocol/src',
    'widget/src/base',
    'widget/src/conversation',
    'widget/src/strings',
    'widget/src/view',
    'lit',
  ],
  'widget/src/inspector': ['protocol/src', 'widget/src/base', 'lit'],
  'widget/src/reply-tools': [
    'protocol/src',
    'widget/src/base',
    'widget/src/conversation',
    'widget/src/page/feedback-event',
    'widget/src/strings',
    'widget/src/view',
    'lit',
  ],
  'widget/src/your-data': ['protocol/src', 'widget/src/base', 'widget/src/conversation', 'widget/src/strings', 'lit'],
  'widget/src/page': [
    'protocol/src',
    'widget/src/base',
    'widget/src/connection/warn-developer',
    'widget/src/controllers',
    'widget/src/conversation',
    'widget/src/strings',
    'widget/src/view',
    'lit',
  ],
  'widget/src/parts': [
    'protocol/src',
    'widget/src/base',
    'widget/src/asking',
    'widget/src/attaching',
    'widget/src/controllers',
    'widget/src/conversation',
    'widget/src/inspector',
    'widget/src/markdown',
    'widget/src/page',
    'widget/src/reply-tools',
    'widget/src/strings',
    'widget/src/view',
    'widget/src/your-data',
    'lit',
  ],
  'widget/src/reading': [
    'widget/src/base',
    'widget/src/conversation',
    'widget/src/markdown',
    'widget/src/parts',
    'widget/src/strings',
    'widget/src/view',
    'lit',
  ],

  'backend/bots': [],
  'backend/src/conversation': ['protocol/src', 'node'],
  'backend/src/identity': ['protocol/src', 'jose', 'node'],
  'backend/src/channels': ['protocol/src', 'backend/src/conversation', 'backend/src/identity/locale', 'node'],
  'backend/src/hooks': ['protocol/src', 'backend/src/conversation', 'backend/bots', 'aws-lambda', 'node'],
  'backend/src/adapters': [
    'protocol/src',
    'backend/src/conversation',
    'backend/src/hooks',
    'backend/bots',
    '@aws-sdk',
    'minisearch',
    'node',
  ],
  'backend/knowledge': ['backend/src/adapters/full-text', 'parse5', 'node'],
  'backend/src/handlers': [
    'protocol/src',
    'backend/src/conversation',
    'backend/src/identity',
    'backend/src/channels',
    'aws-lambda',
    'node',
  ],
  'backend/src/functions': [
    'protocol/src',
    'backend/src',
    'backend/bots',
    '@aws-sdk',
    '@smithy/node-http-handler',
    '@aws-lambda-powertools',
    'aws-lambda',
    'node',
  ],

  'infra/bin': [
    'infra/lib',
    'infra/config',
    'infra/doctor',
    'install',
    '@aws-sdk',
    'aws-cdk-lib',
    'constructs',
    'node',
  ],
  'infra/lib': [
    'backend/src/functions/tables',
    'backend/src/functions/table-access',
    'backend/src/functions/file-access',
    'backend/src/functions/routes',
    'backend/src/functions/environment',
    'backend/src/functions/bots',
    'backend/src/functions/models',
    // Their names: of what a message may ask for, and of what the log tells.
    'backend/src/conversation/model/modes',
    'backend/src/conversation/model/model-retries',
    'backend/src/functions/limits',
    'backend/src/functions/metrics',
    'backend/src/functions/channel-names',
    'backend/src/functions/hook-environment',
    'backend/src/functions/model-names',
    'backend/src/functions/upload-types',
    'backend/src/functions/gateway-refusals',
    'backend/src/conversation/upstream-error',
    'backend/bots',
    'protocol/src',
    'aws-cdk-lib',
    'constructs',
    'node',
  ],
  'infra/publisher': ['@aws-sdk/client-s3', 'node'],
  'infra/missed': [
    'infra/probe/deployed-stack',
    'backend/src/adapters/dynamo/missed-utterances',
    'backend/src/conversation/upstream-error',
    '@aws-sdk',
    'node',
  ],
  'infra/cost': ['node'],
  'infra/scale': ['infra/cost'],
  'infra/settings': ['infra/lib', 'node'],
  'infra/probe': [
    'protocol/src',
    'backend/src/functions/bots',
    '@aws-sdk/client-cloudformation',
    '@aws-sdk/client-secrets-manager',
    'ws',
    'node',
  ],
  'infra/doctor': ['infra/lib', 'infra/config', 'backend/src/channels/channel-secret', '@aws-sdk', 'node'],
  'demo/local': [
    'backend/src/functions/tables',
    'backend/src/functions/routes',
    'backend/src/functions/environment',
    'backend/src/functions/bots',
    'backend/src/functions/channel-names',
    'backend/src/functions/limits',
    'backend/src/functions/models',
    'backend/src/functions/file-access',
    'backend/src/functions/gateway-refusals',
    'backend/src/functions/hook-environment',
    'backend/bots',
    'backend/knowledge',
    'backend/src/adapters/full-text',
    'protocol/src',
    '@aws-sdk/client-dynamodb',
    '@copilotkit/aimock',
    'dynalite',
    'parse5',
    'ws',
    'aws-lambda',
    'node',
  ],
};

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
      // What is fetched later may know of those who fetch it.
      importsOf(file, text => text.replace(/(?<!typeof )\bimport\('[^']+'\)/g, ''))
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
