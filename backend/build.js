import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** One folder a function, ready to be zipped: `dist/{name}/index.mjs`. */
const NAMES = ['receive', 'answer', 'rest', 'chat', 'hooks'];

const here = path => fileURLToPath(new URL(path, import.meta.url));

await rm(here('dist'), { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries(NAMES.map(name => [`${name}/index`, here(`src/functions/${name}.ts`)])),
  outdir: here('dist'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  sourcemap: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // The AWS SDK's CommonJS builds come first by default for platform `node`, and take half as much again.
  mainFields: ['module', 'main'],
  // Packages that call `require` for Node's own modules.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
});
