import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleFunctions } from './bundle.js';

const NAMES = ['receive', 'answer', 'rest', 'chat', 'hooks'];

const here = path => fileURLToPath(new URL(path, import.meta.url));

await bundleFunctions(Object.fromEntries(NAMES.map(name => [name, here(`src/functions/${name}.ts`)])), here('dist'));

// What `npm run knowledge` wrote, for the functions that ask the model: `KNOWLEDGE=index:knowledge.json`.
if (existsSync(here('knowledge.json')))
  for (const name of ['answer', 'chat']) await copyFile(here('knowledge.json'), here(`dist/${name}/knowledge.json`));
