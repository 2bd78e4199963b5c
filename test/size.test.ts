import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import budget from '../widget/budget.json' with { type: 'json' };

/** Bytes as a server that speaks brotli sends them. */
let sizes: Readonly<Record<'loader' | 'door' | 'panel', number>>;

beforeAll(() => {
  const root = new URL('../', import.meta.url);
  execFileSync('npm', ['run', 'build', '-w', 'lex-chat'], { cwd: root, stdio: 'ignore' });
  const dist = new URL('widget/dist/', root);
  const assets = readdirSync(new URL('assets/', dist));
  const weigh = (path: string) => brotliCompressSync(readFileSync(new URL(path, dist))).length;
  const find = (part: string) => `assets/${assets.find(name => name.startsWith(`${part}-`)) ?? part}`;
  sizes = { loader: weigh('lex-chat.js'), door: weigh(find('door')), panel: weigh(find('panel')) };
});

it('keeps the loader to a glance', () => {
  expect(sizes.loader).toBeLessThanOrEqual(budget.loader);
});

it('carries little before the chat is opened [R35]', () => {
  expect(sizes.loader + sizes.door).toBeLessThanOrEqual(budget.beforeOpening);
});

it('stays small when the chat is open [R35]', () => {
  expect(sizes.loader + sizes.door + sizes.panel).toBeLessThanOrEqual(budget.inAll);
});
