import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { writeIndex } from '@lex-chat/backend/adapters/full-text';
import { readFolder } from '@lex-chat/backend/knowledge/read-folder';
import type { Site } from './model/passage.ts';

/** What stands on the pages of the demo sites, as `npm run knowledge` would write it: one index a site. */
export interface LocalKnowledge {
  /** For a bot's `knowledge`. */
  readonly of: Readonly<Record<Site, string>>;
  close(): Promise<void>;
}

export interface KnowledgeOptions {
  readonly pages: string;
  /** Where they are served, with a slash at its end. */
  readonly url: string;
  /** Where the indexes are kept; null for a folder that is removed in the end. */
  readonly folder: string | null;
}

export async function startKnowledge({ pages, url, folder }: KnowledgeOptions): Promise<LocalKnowledge> {
  const place = folder ?? (await mkdtemp(join(tmpdir(), 'lex-chat-knowledge-')));
  await mkdir(place, { recursive: true });
  const write = async (site: Site): Promise<string> => {
    const counts = (path: string) =>
      basename(path) !== '404.html' &&
      // For developers: it says nothing of the shop.
      !path.includes('playground') &&
      (basename(path) === 'bank.html') === (site === 'bank');
    const file = resolve(place, `knowledge-${site}.json`);
    await writeFile(file, writeIndex(await readFolder(pages, { url, counts })));
    return `index:${file}`;
  };
  const [shop, bank] = await Promise.all([write('shop'), write('bank')]);
  return {
    of: { shop, bank },
    async close() {
      if (folder === null) await rm(place, { recursive: true, force: true });
    },
  };
}
