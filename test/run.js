import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, constants, getPriority, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import '../quiet-sdk.js';
import { installPackages, ROOT } from '../install.js';
import { isInstalled } from '../widget/browsers/is-installed.js';
import { findBrowser } from './browser.js';
import prepare from './prepare.js';

/** Where they are installed, the widget is tested in these as well; and what installs them. */
const OTHER_BROWSERS = { firefox: 'firefox-esr', webkit: 'webkit2gtk-driver and xvfb' };

/** Yields to what tests wait for, though not so far that a test would run out of time. */
const BEHIND = { niceness: 5 };

installPackages();

const browser = await findBrowser();
const reports = mkdtempSync(join(tmpdir(), 'lex-chat-test-'));
const environment = {
  ...(browser && { CHROME_PATH: browser }),
  LEX_CHAT_REPORTS: reports,
};
const total = { passed: 0, failed: 0, skipped: 0 };

// Nobody waits for these two.
const checks = Promise.all([
  check('lint', 'eslint', ['.', '--max-warnings', '0'], BEHIND),
  check('format', 'prettier', ['--check', '--log-level', 'warn', '.'], BEHIND),
]);
// Several tests pack what is written here, and would all write it.
await check('types', 'tsc', ['-b']);
await prepare().catch(async error => {
  await checks;
  throw error;
});
const browsers = browser ? ['chromium'] : [];
if (!browser) total.skipped++;
for (const [other, packages] of Object.entries(OTHER_BROWSERS)) {
  if (isInstalled(other)) browsers.push(other);
  else {
    console.log(`– the widget in ${other}: skipped, for it is not installed (Debian's ${packages})`);
    total.skipped++;
  }
}
// Who asks browsers or the whole stack waits for a good part of the time. What never waits has the processors then, one worker for each:
// aws-cdk-lib is compiled by each of them.
await Promise.all([
  checks,
  runVitest(['whole', 'apart']),
  runVitest(['unit', 'infra'], { ...BEHIND, isHeldBack: true, workers: availableParallelism() }),
  ...browsers.map(runInBrowser),
]);
// With nothing beside it.
await runVitest(['timed']);

rmSync(reports, { recursive: true });
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);

/** One check counts as one test. */
async function check(name, command, args, how) {
  const { status, output } = await run(command, args, { ...how, isHeldBack: true });
  process.stdout.write(output);
  console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
  total[status === 0 ? 'passed' : 'failed']++;
}

/** The tests of some of vitest's projects, in as many workers as its configuration says if not in `workers`. */
function runVitest(projects, { workers, ...how } = {}) {
  const report = `${projects.join('-')}.json`;
  const args = [
    'run',
    ...projects.map(project => `--project=${project}`),
    ...(workers ? [`--maxWorkers=${workers}`] : []),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(reports, report)}`,
  ];
  return runTests('vitest', args, { ...how, report });
}

/** The widget's tests in a browser. */
function runInBrowser(name) {
  return runTests('web-test-runner', ['--config', 'test/web-test-runner.config.js'], {
    report: `${name}.json`,
    environment: { LEX_CHAT_BROWSER: name },
    isHeldBack: true,
  });
}

/** Runs a test runner that writes `{ passed, failed, skipped }`, or what vitest writes, to `report`. */
async function runTests(command, args, { report, ...how }) {
  const { status, output } = await run(command, args, how);
  process.stdout.write(output);
  const file = join(reports, report);
  const { passed, failed, skipped } = existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  total.passed += passed;
  total.skipped += skipped;
  // A file that could not even be loaded holds no failed test, but fails the run.
  total.failed += status === 0 ? failed : Math.max(failed, 1);
}

function read(report) {
  if (!('numTotalTests' in report)) return report;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * What is said by several that run side by side is held back until each has ended, so that it can be told apart. `niceness` is added to ours, as Unix
 * counts it: up to 19.
 */
async function run(command, args, { isHeldBack = false, environment: more = {}, niceness = 0 } = {}) {
  const script = {
    tsc: 'typescript/bin/tsc',
    eslint: 'eslint/bin/eslint.js',
    prettier: 'prettier/bin/prettier.cjs',
    vitest: 'vitest/vitest.mjs',
    'web-test-runner': '@web/test-runner/dist/bin.js',
  };
  const file = join(ROOT, 'node_modules', script[command]);
  const child = spawn(process.execPath, [file, ...args], {
    cwd: ROOT,
    stdio: isHeldBack ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, ...environment, ...more },
  });
  // What it starts inherits it.
  if (niceness > 0) setPriority(child.pid, Math.min(getPriority() + niceness, constants.priority.PRIORITY_LOW));
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', bytes => said.push(bytes));
  const [status] = await once(child, 'close');
  return { status, output: Buffer.concat(said) };
}
