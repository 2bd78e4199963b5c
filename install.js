import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOCKFILE = new URL('package-lock.json', import.meta.url);
const STAMP = new URL('node_modules/.installed', import.meta.url);
const NODE_MINIMUM = [20, 19];

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('.', import.meta.url));

/**
 * Installs the packages that package-lock.json names, unless they are. Uses nothing but Node's own modules,
 * and is called by `npm start` and `npm test` themselves: npm leaves `pre…` scripts out where `ignore-scripts` is set.
 */
export function installPackages() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < NODE_MINIMUM[0] || (major === NODE_MINIMUM[0] && minor < NODE_MINIMUM[1])) {
    console.error(`lex-chat needs Node ${NODE_MINIMUM.join('.')} or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }

  const wanted = createHash('sha256').update(readFileSync(LOCKFILE)).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  console.log('Installing the packages of package-lock.json (npm ci) …');
  const { status } = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  if (status !== 0) {
    console.error('npm ci failed; its words are above. Nothing was started.');
    process.exit(1);
  }
  writeFileSync(STAMP, wanted);
}

/** Runs npm: the one that runs us, or else the one on the path. */
export function npm(args) {
  return runNpm(args, { stdio: 'inherit' });
}

/** Runs npm, whose words are worth reading only where it fails. */
export function npmQuietly(args) {
  const result = runNpm(args, { stdio: ['inherit', 'pipe', 'pipe'] });
  if (result.status !== 0) for (const words of [result.stdout, result.stderr]) process.stderr.write(words ?? '');
  return result;
}

function runNpm(args, { stdio }) {
  const cli = process.env.npm_execpath;
  const options = { cwd: ROOT, stdio };
  if (cli?.endsWith('.js')) return spawnSync(process.execPath, [cli, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}
