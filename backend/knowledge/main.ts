import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { writeIndex } from '../src/adapters/full-text.ts';
import { readFolder } from './read-folder.ts';

/** `npm run knowledge -- <folder> [--url https://shop.example/] [--to backend/knowledge.json]`: an index of a site's pages for the model. */

const USAGE =
  'npm run knowledge -- <folder of .html and .md> [--url https://shop.example/] [--to backend/knowledge.json]';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { url: { type: 'string' }, to: { type: 'string', default: 'backend/knowledge.json' } },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new Error('Name one folder.');
  const sections = await readFolder(folder, { url: readUrl(values.url) });
  if (sections.length === 0) throw new Error(`There are no pages with text in ${folder}.`);
  const index = writeIndex(sections);
  await writeFile(values.to, index);
  const kilobytes = Math.ceil(Buffer.byteLength(index) / 1_024);
  process.stdout.write(`${sections.length} sections of ${folder} in ${values.to} (${kilobytes} KB)\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
  process.exitCode = 1;
}

function readUrl(url: string | undefined): string | null {
  if (url === undefined) return null;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Error(`--url is ${url}: it should be where the folder stands on the web, such as https://shop.example/`);
  return url.endsWith('/') ? url : `${url}/`;
}
