import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readPage } from './read-page.ts';
import type { Passage } from './passage.ts';

/** All passages of the pages under `folder`, in the order of their names. */
export async function readSite(folder: string): Promise<readonly Passage[]> {
  const names = await readdir(folder, { recursive: true });
  const pages = names
    .filter(name => name.endsWith('.html') && !name.endsWith('404.html') && !name.includes('playground'))
    .sort();
  const read = await Promise.all(
    pages.map(async name => {
      const site = isBanks(name) ? ('bank' as const) : ('shop' as const);
      const passages = readPage(await readFile(join(folder, name), 'utf8'));
      return passages.map(passage => ({ ...passage, site, summary: passage.summary || isHome(name) }));
    }),
  );
  return read.flat();
}

/** The bank has one page in each language; all others are the shop's. */
function isBanks(name: string): boolean {
  return basename(name) === 'bank.html';
}

/** A home page says in short what the other pages say in full. */
function isHome(name: string): boolean {
  return basename(name) === 'index.html';
}
