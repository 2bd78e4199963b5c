import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

/**
 * Bundles Lambda functions, each ready to be zipped: `{folder}/{name}/index.mjs`.
 *
 * @param {Record<string, string>} sources - the file of each, by name
 * @param {string} folder - emptied first
 */
export async function bundleFunctions(sources, folder) {
  await rm(folder, { recursive: true, force: true });
  return build({
    entryPoints: Object.fromEntries(Object.entries(sources).map(([name, file]) => [`${name}/index`, file])),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    sourcemap: true,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // The AWS SDK's CommonJS builds come first by default for platform `node`, and take half as much again.
    mainFields: ['module', 'main'],
    // Packages that call `require` for Node's own modules.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
}
