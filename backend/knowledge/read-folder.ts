import { readdir, readFile } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { Section } from '../src/adapters/full-text.ts';
import { readHtml } from './read-html.ts';
import { readMarkdown } from './read-markdown.ts';

export interface FolderOptions {
  /** Where the folder stands on the web, with a slash at its end; null where it stands nowhere. */
  readonly url: string | null;
  /** Whether a page counts, by its path in the folder. @default - all do but `404.html` */
  readonly counts?: (path: string) => boolean;
}

/** The sections of all pages of HTML and Markdown in a folder and those beneath it, in the order of their names. */
export async function readFolder(
  folder: string,
  { url, counts = path => basename(path) !== '404.html' }: FolderOptions,
): Promise<readonly Section[]> {
  const names = (await readdir(folder, { recursive: true })).map(name => name.split(sep).join('/')).sort();
  const pages = names.filter(name => /\.(html?|md)$/.test(name) && !name.includes('node_modules/') && counts(name));
  const sections = await Promise.all(
    pages.map(async name => {
      const content = await readFile(join(folder, name), 'utf8');
      return name.endsWith('.md')
        ? readMarkdown(content, basename(name, '.md'), addressOf(name.replace(/(?:index|README)?\.md$/, ''), url))
        : readHtml(content, addressOf(name.replace(/(^|\/)index\.html?$/, '$1'), url));
    }),
  );
  return sections.flat();
}

function addressOf(path: string, url: string | null): string | null {
  return url === null ? null : new URL(path.split('/').map(encodeURIComponent).join('/'), url).href;
}
