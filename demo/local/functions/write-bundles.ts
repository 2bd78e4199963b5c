import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of function bundles for a test, by name and source. Whoever asks for it removes it. */
export async function writeBundles(
  sources: Readonly<Record<string, string>>,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'lex-chat-functions-'));
  for (const [name, source] of Object.entries(sources)) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'index.mjs'), source);
  }
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
