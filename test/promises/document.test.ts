import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

it('shows in docs/promises.md every promise that a test is named after', () => {
  const folders = ['protocol', 'widget/src', 'backend', 'demo/local', 'infra', 'test'];
  const shown = new Set(folders.flatMap(folder => testsIn(root + folder)).flatMap(promisesIn));
  const document = readFileSync(`${root}docs/promises.md`, 'utf8');
  expect([...shown].filter(promise => !document.includes(`| ${promise} |`))).toEqual([]);
  expect(shown.size).toBeGreaterThan(40);
});

function testsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return /^(?:node_modules|dist|\.types|cdk\.out)$/.test(entry.name) ? [] : testsIn(path);
    return entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

function promisesIn(path: string): readonly string[] {
  return [...readFileSync(path, 'utf8').matchAll(/\[(R\d+)\]/g)].map(([, promise]) => promise!);
}
