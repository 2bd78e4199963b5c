import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';
import { pack } from '../../widget/pack.js';

const requireHere = createRequire(import.meta.url);

/** The package as somebody gets it who knows nothing of this repository. */
export interface PackedWidget {
  /** A folder outside of this repository, which is gone after the tests. */
  readonly folder: string;
  /** What npm would publish. */
  readonly tarball: string;
}

/** Packs the widget before the tests of one file. */
export function usePackedWidget(): PackedWidget {
  let folder = '';
  let tarball = '';
  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'lex-chat-package-')));
    await pack(join(folder, 'package'));
    tarball = await npmPack(join(folder, 'package'), folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    get folder() {
      return folder;
    },
    get tarball() {
      return tarball;
    },
  };
}

/**
 * The tarballs of a package that is installed here and of all that it depends on: a project that has them all installs
 * them without asking anybody.
 */
export async function packInstalled(name: string, folder: string, done = new Map<string, string>()) {
  if (done.has(name)) return done;
  const place = placeOf(name);
  await mkdir(folder, { recursive: true });
  done.set(name, await npmPack(place, folder));
  const { dependencies } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  for (const each of Object.keys(dependencies ?? {})) await packInstalled(each, folder, done);
  return done;
}

/** Where a package is installed, its own exports notwithstanding. */
export function placeOf(name: string): string {
  const places = requireHere.resolve.paths(name)!.map(place => join(place, name));
  const found = places.find(place => {
    try {
      return readFileSync(join(place, 'package.json')).length > 0;
    } catch {
      // Not in this one of the folders where Node looks.
      return false;
    }
  });
  if (!found) throw new Error(`${name} is not installed`);
  return found;
}

/** Runs a command of a package that is installed here, in `folder`, and gives what it wrote. */
export async function run(name: string, file: string, args: readonly string[], folder: string): Promise<string> {
  return execute(process.execPath, [join(placeOf(name), file), ...args], folder);
}

export async function npm(args: readonly string[], folder: string): Promise<string> {
  return execute('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--offline'], folder);
}

async function npmPack(place: string, folder: string): Promise<string> {
  const said = await npm(['pack', place, '--json', '--pack-destination', folder], dirname(folder));
  const [{ filename }] = JSON.parse(said) as readonly [{ readonly filename: string }];
  // Of a package with a scope, some versions of npm tell the name with the slash that is none in the file's.
  return join(folder, filename.replace(/^@/, '').replace('/', '-'));
}

/** Runs a program and gives what it wrote; rejects with all of that where it fails. */
export async function execute(file: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    // Neither the workspaces of this repository nor its mode belong to a project elsewhere.
    const { npm_config_local_prefix: _prefix, NODE_ENV: _mode, ...env } = process.env;
    return (await promisify(execFile)(file, args, { cwd, env })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${file} ${args.join(' ')}\n${stdout}\n${stderr}`, { cause: error });
  }
}
