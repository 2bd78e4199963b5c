import { fileURLToPath } from 'node:url';
import { bundleFunctions } from './bundle.js';

const NAMES = ['receive', 'answer', 'rest', 'chat', 'hooks'];

const here = path => fileURLToPath(new URL(path, import.meta.url));

await bundleFunctions(Object.fromEntries(NAMES.map(name => [name, here(`src/functions/${name}.ts`)])), here('dist'));
