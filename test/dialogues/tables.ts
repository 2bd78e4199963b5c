import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseTables, type Dialogue } from './parse-table.ts';

/** The dialogues of one bot in one language. */
export interface Table {
  /** `bot.locale`, as its file is called. */
  readonly name: string;
  readonly bot: string;
  readonly localeId: string;
  readonly dialogues: readonly Dialogue[];
}

/** A table that cannot be held, in words for whoever wrote it. */
export class TableError extends Error {
  override readonly name = 'TableError';
}

const FOLDER = fileURLToPath(new URL('tables', import.meta.url));

/** The files beside this one whose names begin with `start`. */
export function tablesNamed(start = ''): readonly string[] {
  return readdirSync(FOLDER)
    .filter(file => file.endsWith('.md') && file.startsWith(start))
    .sort()
    .map(file => join(FOLDER, file));
}

/** Reads `{bot}.{locale}.md`. Throws a TableError that names the file and the line where it cannot be read. */
export function readTable(path: string): Table {
  const file = basename(path);
  const [, bot, localeId] = /^(.+)\.(\w+)\.md$/.exec(file) ?? [];
  if (bot === undefined || localeId === undefined)
    throw new TableError(`${file} is not called after a bot and a locale, such as banking.ko_KR.md`);
  if (!existsSync(path)) throw new TableError(`There is no file ${path}`);
  try {
    return { name: `${bot}.${localeId}`, bot, localeId, dialogues: parseTables(readFileSync(path, 'utf8')) };
  } catch (error) {
    throw new TableError(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
