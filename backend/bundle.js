import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles Lambda functions, each ready to be zipped: `{folder}/{name}/index.mjs` and beside it, in files of their own, what it loads
 * only when it needs it: a model's client, or keys from anywhere but the role it has. What esbuild tells of all of it is in
 * `{folder}/metafiles.json`, by name.
 *
 * @param {Record<string, string>} sources - the file of each, by name
 * @param {string} folder - emptied first
 */
export async function bundleFunctions(sources, folder) {
  await rm(folder, { recursive: true, force: true });
  // One by one: what two have in common would lie in a file outside of both.
  const bundles = Object.entries(sources).map(async ([name, file]) => [name, await bundle(file, join(folder, name))]);
  const metafiles = Object.fromEntries(await Promise.all(bundles));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'metafiles.json'), JSON.stringify(metafiles));
}

async function bundle(file, folder) {
  const { metafile } = await build({
    entryPoints: { index: file },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
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
  return metafile;
}
