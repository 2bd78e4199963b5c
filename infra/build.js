import { fileURLToPath } from 'node:url';
import { bundleFunctions } from '../backend/bundle.js';

const here = path => fileURLToPath(new URL(path, import.meta.url));

await bundleFunctions({ publisher: here('publisher/index.ts'), missed: here('missed/index.ts') }, here('dist'));
