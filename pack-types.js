import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './install.js';

/**
 * Writes the declarations of the modules `entries`, such as `widget/src/index`, and of all that they name, below `folder`:
 * for a package that is used where this repository is not. `workspaces` says which modules its types name by the names of
 * packages, as pairs for `String.replace`. What else they name has to be among `others`, or the package would name what
 * whoever has it has not.
 */
export async function packTypes({ entries, folder, workspaces, others }) {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const projects = [...new Set(entries.map(entry => entry.split('/')[0]))];
  execFileSync(process.execPath, [tsc, '-b', ...projects], { cwd: ROOT, stdio: 'inherit' });
  const done = new Set();
  const take = async module => {
    if (done.has(module)) return;
    done.add(module);
    const [workspace] = module.split('/');
    const source = join(ROOT, workspace, '.types', `${module.slice(workspace.length + 1)}.d.ts`);
    const named = [];
    const text = (await readFile(source, 'utf8')).replaceAll(
      /(\bfrom |\bimport\(|^import )(['"])([^'"]+)\2/gm,
      (whole, before, quote, name) => {
        const target = moduleOf(name, module, { workspaces, others });
        if (target === undefined) return whole;
        named.push(target);
        const path = relative(dirname(module), target);
        return `${before}${quote}${path.startsWith('.') ? path : `./${path}`}.js${quote}`;
      },
    );
    const target = join(folder, `${module}.d.ts`);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    for (const each of named) await take(each);
  };
  for (const entry of entries) await take(entry);
}

/** A module of the workspaces by what another one calls it; undefined for those of others. */
function moduleOf(name, importer, { workspaces, others }) {
  if (name.startsWith('.')) return join(dirname(importer), name).replace(/\.ts$/, '');
  const found = workspaces.find(([pattern]) => pattern.test(name));
  if (found) return name.replace(...found);
  if (!others.some(other => name === other || name.startsWith(`${other}/`)))
    throw new Error(`${importer} names ${name}, which whoever has the package has not`);
}
