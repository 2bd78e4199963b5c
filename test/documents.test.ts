import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const FOLDERS = readdirSync(ROOT, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
  .map(({ name }) => name);

const DOCUMENTS = ['.', ...FOLDERS]
  .flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' }).map(name => join(folder, name)),
  )
  .filter(path => path.endsWith('.md') && !/(^|[\\/])(node_modules|dist|package|cdk\.out)[\\/]/.test(path));

/** Written by commands that the documents name. */
const WRITTEN = ['backend/knowledge.json', 'infra/dist/package', 'widget/package', 'widget/lex-chat-0.1.0.tgz'];

it('finds the documents', () => {
  expect(DOCUMENTS).toEqual(expect.arrayContaining(['README.md', 'widget/README.md', 'docs/deploying.md']));
});

it.each(DOCUMENTS)('%s names no file that there is not', document => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const here = dirname(document);
  const named = [...text.matchAll(/`((\w+)\/[\w./-]*\w)/g)].flatMap(([, path = '', folder = '']) => {
    if (FOLDERS.includes(folder)) return [path];
    return folder === 'src' && here !== '.' ? [join(here, path)] : [];
  });
  const linked = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, path = '']) => join(here, path));
  const missing = [...named, ...linked].filter(path => !WRITTEN.includes(path) && !existsSync(join(ROOT, path)));
  expect(missing).toEqual([]);
});
