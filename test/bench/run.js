import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release, tmpdir, type } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { register } from 'tsx/esm/api';
import { installPackages, ROOT } from '../../install.js';
import { findBrowser } from '../browser.js';

/**
 * `npm run bench`: measures everything in this folder and writes `docs/benchmarks.md` with its JSON and its chart, and the READMEs'
 * figures. `-- --quick` does it in fewer rounds and with smaller numbers, for a look: it says what it measured and writes nothing
 * down. The first run on a machine fetches the other chats as well, which is not in the time that it takes after that.
 * `-- sockets` measures again what is in that file alone, and has it in the place of all that the file had measured before. Fails
 * when a target is missed, and writes what was measured all the same; when something breaks, it writes nothing.
 */
installPackages();
register();
const { documentOf, chartOf, withAgain } = await import('./report/document.ts');
const { withFigures } = await import('./report/readme-table.ts');
const { PACKAGES } = await import('./widget/packages.ts');

const isQuick = process.argv.includes('--quick');
/** Names of files, where only some are to be measured. */
const only = process.argv.slice(2).filter(argument => argument !== '--quick');
const browser = await findBrowser();
if (!browser) throw new Error('the bench needs a browser: npm test says how to get one');

const before = fixedWork();
const testResults = measure().toSorted((a, b) => (a.name < b.name ? -1 : 1));
const tests = testResults.flatMap(file => file.assertionResults);
const benchmarks = tests.flatMap(({ meta }) => meta.benchmarks ?? []);
const report = {
  date: new Date().toISOString().slice(0, 10),
  command: ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' '),
  machine: [
    cpus()[0].model.trim(),
    `${availableParallelism()} cores`,
    `${type()} ${release()}`,
    `Node ${process.version}`,
    execFileSync(browser, ['--version'], { encoding: 'utf8' }).trim(),
  ].join(', '),
  others: Object.values(PACKAGES).map(({ spec }) => spec),
  noise: { before, after: fixedWork() },
  benchmarks,
};
const broken = tests.filter(({ status }) => status !== 'passed');
const isWhole = broken.length === 0 && testResults.every(({ assertionResults }) => assertionResults.length > 0);
if (isQuick) process.stdout.write(documentOf(report));
else if (!isWhole) process.stderr.write('Nothing is written: not all of it could be measured.\n');
else if (only.length > 0)
  write(withAgain(JSON.parse(readFileSync(join(ROOT, 'docs/benchmarks.json'), 'utf8')), report));
else write(report);

const missed = benchmarks.filter(({ target }) => target && !target.isMet);
for (const { what, target } of missed) process.stderr.write(`Missed: ${what}: ${target.shown}\n`);
process.exit(isWhole && missed.length === 0 ? 0 : 1);

function measure() {
  const reports = mkdtempSync(join(tmpdir(), 'lex-chat-bench-'));
  const json = join(reports, 'vitest.json');
  const vitest = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--config=test/bench/vitest.config.js'];
  spawnSync(
    process.execPath,
    [...vitest, '--reporter=default', '--reporter=json', `--outputFile.json=${json}`, ...only],
    {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, CHROME_PATH: browser, ...(isQuick && { LEX_CHAT_BENCH_QUICK: 'yes' }) },
    },
  );
  const { testResults } = JSON.parse(readFileSync(json, 'utf8'));
  rmSync(reports, { recursive: true });
  return testResults;
}

function write(report) {
  // First of all: what took an hour is not to be lost by words that no longer fit it.
  writeFileSync(join(ROOT, 'docs/benchmarks.json'), `${JSON.stringify(report)}\n`);
  const read = path => readFileSync(join(ROOT, path), 'utf8');
  const files = {
    'docs/benchmarks.md': documentOf(report, 'benchmarks.svg'),
    'docs/benchmarks.svg': chartOf(report),
    'README.md': withFigures(read('README.md'), report),
    'widget/README.md': withFigures(read('widget/README.md'), report),
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(ROOT, path), text);
}

/** Milliseconds for work that is always the same: how busy the machine is with other things. */
function fixedWork() {
  const start = performance.now();
  let sum = 0;
  for (let i = 0; i < 300_000_000; i++) sum = (sum + i * 31) | 0;
  return performance.now() - start + (sum === 0.5 ? 1 : 0);
}
