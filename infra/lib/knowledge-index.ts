import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from './config/config-error.ts';
import type { Config } from './config/config.ts';
import { built } from './service-function.ts';

/** The index that `npm run knowledge` writes, and `npm run build` puts beside the functions that ask the model. */
export const INDEX_FILE = 'knowledge.json';

const WRITTEN = fileURLToPath(new URL('../../backend', import.meta.url));
const ASKING = ['answer', 'chat'].map(name => built(`backend/dist/${name}`, `functions/${name}`));

const CURE = 'npm run knowledge -- <folder of your pages> makes it';

/** Throws a `ConfigError` where a deployment with these settings would go without its index. Before the build, which takes along what is in `folder`. */
export function checkIndexWritten(
  { knowledge, botKnowledge = {} }: Pick<Config, 'knowledge' | 'botKnowledge'>,
  folder: string = WRITTEN,
): void {
  const settings = { knowledge: [knowledge], botKnowledge: Object.values(botKnowledge) };
  const [name] = Object.entries(settings).find(([, values]) => values.includes('index')) ?? [];
  if (name !== undefined && !existsSync(join(folder, INDEX_FILE)))
    throw new ConfigError([`${name} is index, and there is none yet: ${CURE}`]);
}

/** Throws a `ConfigError` where the built functions, each a folder, have no index beside them. */
export function checkIndexBuilt(functions: readonly string[] = ASKING): void {
  if (!functions.every(folder => existsSync(join(folder, INDEX_FILE))))
    throw new ConfigError([
      `knowledge is index, and there is none beside the built functions: ${CURE} in the repository of the chat, and npm run build ` +
        'takes it along; a package for apps elsewhere has it if it is put together after that, by npm run pack -w @lex-chat/infra',
    ]);
}
